using System.Numerics.Tensors;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Shots;

/// <summary>What the detector keeps of a frame, and what it has found of it.</summary>
internal sealed class ShotFrame
{
    /// <summary>Numbers in <see cref="Pattern"/>.</summary>
    public const int PatternLength = CellGrid.Samples / 16;

    private readonly CellPicture _picture = new();
    private readonly CellPicture _stretched = new();
    private readonly float[] _coarse = new float[CellGrid.Samples / 4];
    private readonly float[] _coarseBrightness = new float[CellGrid.Cells / 4];
    private readonly float[] _coarseColumns = new float[CellGrid.Cells / 4];
    private readonly float[] _pattern = new float[PatternLength];
    private bool _isStretched;
    private bool _hasColumns;

    /// <summary>When it is shown.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>The picture as it is.</summary>
    public CellPicture Picture => _picture;

    /// <summary>How light the picture is and how much it varies.</summary>
    public Tone Tone { get; private set; }

    /// <summary>Whether the picture shows next to nothing.</summary>
    public bool IsPlain => Tone.IsPlain;

    /// <summary>The cells, four made into one: all red ones, then green, then blue.</summary>
    public ReadOnlySpan<float> Coarse => _coarse;

    /// <summary>Brightness of the cells, four made into one.</summary>
    public ReadOnlySpan<float> CoarseBrightness => _coarseBrightness;

    /// <summary>The same, column by column.</summary>
    public ReadOnlySpan<float> CoarseColumns
    {
        get
        {
            if (!_hasColumns) Transpose(_coarseBrightness, _coarseColumns);
            _hasColumns = true;
            return _coarseColumns;
        }
    }

    /// <summary>The cells, sixteen made into one, less their colour's mean: what a change of light adds to all of them is left out.</summary>
    public ReadOnlySpan<float> Pattern => _pattern;

    /// <summary>The picture as it would be in the same light as all others.</summary>
    public CellPicture Stretched
    {
        get
        {
            if (!_isStretched) _stretched.Write(this, static (frame, cells) => frame.Tone.Stretch(frame.Picture.Cells, cells));
            _isStretched = true;
            return _stretched;
        }
    }

    /// <summary><see cref="PictureChange.Distance"/> from the frame before.</summary>
    public double Step { get; set; }

    /// <summary>How strong a hard cut there is before it; 0 when there is none.</summary>
    public double HardCut { get; set; }

    /// <summary>Whether a new shot begins with it, after a plain passage.</summary>
    public bool IsFadeCut { get; set; }

    /// <summary>How clearly it lies inside a dissolve or a wipe.</summary>
    public double Mix { get; set; }

    /// <summary>Makes this the frame of a picture.</summary>
    public void Become(RgbImage picture, TimeSpan time)
    {
        Time = time;
        _picture.Write(picture, CellGrid.Shrink);
        (_isStretched, _hasColumns) = (false, false);
        Tone = Tone.Of(_picture);
        ShrinkColours(_picture.Cells, _coarse);
        Shrink(_picture.Brightness, _coarseBrightness);
        var cells = _pattern.Length / 3;
        for (var colour = 0; colour < 3; colour++)
        {
            var pattern = _pattern.AsSpan(colour * cells, cells);
            Shrink(_coarse.AsSpan(4 * colour * cells, 4 * cells), pattern);
            TensorPrimitives.Subtract(pattern, TensorPrimitives.Sum<float>(pattern) / cells, pattern);
        }
    }

    private static void Transpose(ReadOnlySpan<float> rows, Span<float> columns)
    {
        const int Line = CellGrid.Columns / 2;
        var height = rows.Length / Line;
        for (var cell = 0; cell < rows.Length; cell++) columns[(cell % Line * height) + (cell / Line)] = rows[cell];
    }

    private static void ShrinkColours(ReadOnlySpan<byte> cells, Span<float> coarse)
    {
        const int Line = 3 * CellGrid.Columns;
        for (var colour = 0; colour < 3; colour++)
        {
            var to = colour * coarse.Length / 3;
            for (var line = colour; line < cells.Length; line += 2 * Line)
            {
                for (var from = line; from < line + Line; from += 6) coarse[to++] = (cells[from] + cells[from + 3] + cells[from + Line] + cells[from + Line + 3]) / 4f;
            }
        }
    }

    private static void Shrink(ReadOnlySpan<byte> cells, Span<float> coarse)
    {
        const int Line = CellGrid.Columns;
        var to = 0;
        for (var line = 0; line < cells.Length; line += 2 * Line)
        {
            for (var from = line; from < line + Line; from += 2) coarse[to++] = (cells[from] + cells[from + 1] + cells[from + Line] + cells[from + Line + 1]) / 4f;
        }
    }

    private static void Shrink(ReadOnlySpan<float> coarse, Span<float> coarser)
    {
        const int Line = CellGrid.Columns / 2;
        var to = 0;
        for (var line = 0; line + Line < coarse.Length; line += 2 * Line)
        {
            for (var from = line; from < line + Line; from += 2) coarser[to++] = (coarse[from] + coarse[from + 1] + coarse[from + Line] + coarse[from + Line + 1]) / 4;
        }
    }
}
