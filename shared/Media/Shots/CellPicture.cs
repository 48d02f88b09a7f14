using System.Numerics.Tensors;

namespace MoTE.Indexing.Media.Shots;

/// <summary>The cells of a picture and what is computed of them alone; each thing when it is first asked for.</summary>
internal sealed class CellPicture
{
    private readonly byte[] _brightness = new byte[CellGrid.Cells];
    private float[]? _colours;

    /// <summary>R, G, B of each cell, row by row.</summary>
    public byte[] Cells { get; } = new byte[CellGrid.Samples];

    /// <summary>Brightness of each cell.</summary>
    public ReadOnlySpan<byte> Brightness => _brightness;

    /// <summary>Share of the picture's cells per colour, softly binned; see <see cref="ColourHistogram"/>.</summary>
    public ReadOnlySpan<float> Colours => _colours ?? (_colours = ColourHistogram.Of(Cells));

    /// <summary>To be called after the cells were written.</summary>
    public void Changed()
    {
        _colours = null;
        for (var cell = 0; cell < CellGrid.Cells; cell++)
        {
            var rgb = Cells.AsSpan(3 * cell, 3);
            _brightness[cell] = (byte)(((77 * rgb[0]) + (150 * rgb[1]) + (29 * rgb[2]) + 128) >> 8);
        }
    }
}
