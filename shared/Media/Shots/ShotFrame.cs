using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Shots;

/// <summary>What the detector keeps of a frame.</summary>
internal sealed class ShotFrame
{
    /// <summary>Levels of contrast below which a picture is not stretched any further: what is left is noise.</summary>
    private const double LeastContrast = 5;

    /// <summary>The contrast that pictures are stretched to, before they are compared whatever their light.</summary>
    private const double StretchedContrast = 40;

    private readonly CellPicture _picture = new();
    private readonly CellPicture _stretched = new();
    private readonly float[] _half = new float[CellGrid.Samples / 4];
    private readonly float[] _quarter = new float[CellGrid.Samples / 16];
    private bool _isStretched;

    /// <summary>When it is shown.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>The picture as it is.</summary>
    public CellPicture Picture => _picture;

    /// <summary>Standard deviation of the samples around their colour's mean, without black bars above and below.</summary>
    public double Contrast { get; private set; }

    /// <summary>The contrast that differences from this frame are measured by.</summary>
    public double Scale => Math.Max(Contrast, LeastContrast);

    /// <summary>Mean red, green and blue, without black bars.</summary>
    public (double Red, double Green, double Blue) Mean { get; private set; }

    /// <summary>The cells, four made into one.</summary>
    public ReadOnlySpan<float> Half => _half;

    /// <summary>The cells, sixteen made into one.</summary>
    public ReadOnlySpan<float> Quarter => _quarter;

    /// <summary>The picture with a fixed mean and contrast: what it is like whatever the light.</summary>
    public CellPicture Stretched
    {
        get
        {
            if (!_isStretched) Stretch();
            return _stretched;
        }
    }

    /// <summary>Makes this the frame of a picture.</summary>
    public void Become(RgbImage picture, TimeSpan time)
    {
        CellGrid.Shrink(picture, _picture.Cells);
        Changed(time);
    }

    /// <summary>To be called after the picture's cells were written.</summary>
    public void Changed(TimeSpan time)
    {
        Time = time;
        _isStretched = false;
        _picture.Changed();
        Measure(BlackBar());
        Shrink(_picture.Cells, _half);
        Shrink(_half, _quarter, CellGrid.Columns / 2);
    }

    // Rows of black at the top and the bottom, at most a quarter of the picture each and as many here as there.
    private int BlackBar()
    {
        const int Black = 24;
        var rows = 0;
        while (rows < CellGrid.Rows / 4 && IsBlack(rows) && IsBlack(CellGrid.Rows - 1 - rows)) rows++;
        return rows;

        bool IsBlack(int row) => !_picture.Brightness.Slice(row * CellGrid.Columns, CellGrid.Columns).ContainsAnyExceptInRange((byte)0, (byte)Black);
    }

    private void Measure(int blackRows)
    {
        var cells = _picture.Cells.AsSpan(3 * blackRows * CellGrid.Columns, CellGrid.Samples - (6 * blackRows * CellGrid.Columns));
        var (red, green, blue, squares) = (0L, 0L, 0L, 0L);
        for (var i = 0; i < cells.Length; i += 3)
        {
            int r = cells[i], g = cells[i + 1], b = cells[i + 2];
            red += r;
            green += g;
            blue += b;
            squares += (r * r) + (g * g) + (b * b);
        }

        var count = cells.Length / 3.0;
        Mean = (red / count, green / count, blue / count);
        var (meanRed, meanGreen, meanBlue) = Mean;
        Contrast = Math.Sqrt(Math.Max(0, ((squares / count) - (meanRed * meanRed) - (meanGreen * meanGreen) - (meanBlue * meanBlue)) / 3));
    }

    private void Stretch()
    {
        var gain = (float)(StretchedContrast / Scale);
        var (red, green, blue) = Mean;
        Span<byte> table = stackalloc byte[3 * 256];
        for (var level = 0; level < 256; level++)
        {
            table[level] = Level(level - red);
            table[256 + level] = Level(level - green);
            table[512 + level] = Level(level - blue);
        }

        var (from, to) = (_picture.Cells, _stretched.Cells);
        for (var i = 0; i < from.Length; i += 3)
        {
            to[i] = table[from[i]];
            to[i + 1] = table[256 + from[i + 1]];
            to[i + 2] = table[512 + from[i + 2]];
        }

        _stretched.Changed();
        _isStretched = true;

        byte Level(double difference) => (byte)Math.Clamp((difference * gain) + 128.5, 0, 255);
    }

    private static void Shrink(ReadOnlySpan<byte> cells, Span<float> half)
    {
        const int Line = 3 * CellGrid.Columns;
        for (var (from, to) = (0, 0); to < half.Length; from += Line)
        {
            for (var end = from + Line; from < end; from += 6)
            {
                for (var colour = from; colour < from + 3; colour++)
                    half[to++] = (cells[colour] + cells[colour + 3] + cells[colour + Line] + cells[colour + Line + 3]) / 4f;
            }
        }
    }

    private static void Shrink(ReadOnlySpan<float> cells, Span<float> half, int columns)
    {
        var line = 3 * columns;
        for (var (from, to) = (0, 0); to < half.Length; from += line)
        {
            for (var end = from + line; from < end; from += 6)
            {
                for (var colour = from; colour < from + 3; colour++)
                    half[to++] = (cells[colour] + cells[colour + 3] + cells[colour + line] + cells[colour + line + 3]) / 4;
            }
        }
    }
}
