namespace MoTE.Indexing.Media.Shots;

/// <summary>A picture in cells, the brightness of each, and its colours once they are asked for.</summary>
internal sealed class CellPicture
{
    private readonly byte[] _cells = new byte[CellGrid.Samples];
    private readonly byte[] _brightness = new byte[CellGrid.Cells];
    private readonly float[] _colours = new float[ColourHistogram.Bins];
    private bool _hasColours;

    /// <summary>R, G, B of each cell, row by row.</summary>
    public ReadOnlySpan<byte> Cells => _cells;

    /// <summary>Brightness of each cell.</summary>
    public ReadOnlySpan<byte> Brightness => _brightness;

    /// <summary>Shares of its colours; see <see cref="ColourHistogram"/>.</summary>
    public ReadOnlySpan<float> Colours
    {
        get
        {
            if (!_hasColours) ColourHistogram.Fill(_cells, _colours);
            _hasColours = true;
            return _colours;
        }
    }

    /// <summary>Writes other cells.</summary>
    /// <typeparam name="TSource">What they are made from.</typeparam>
    /// <param name="source">What they are made from.</param>
    /// <param name="write">Writes all of them.</param>
    public void Write<TSource>(TSource source, Action<TSource, Span<byte>> write)
    {
        write(source, _cells);
        _hasColours = false;
        for (var cell = 0; cell < CellGrid.Cells; cell++)
        {
            var rgb = _cells.AsSpan(3 * cell, 3);
            _brightness[cell] = (byte)(((77 * rgb[0]) + (150 * rgb[1]) + (29 * rgb[2]) + 128) >> 8);
        }
    }
}
