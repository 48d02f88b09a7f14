namespace MoTE.Indexing.Media.Shots;

/// <summary>How light a picture is and how much it varies, without the black bars above and below it.</summary>
/// <param name="BlackRows">Rows of cells that a bar takes at the top, and another at the bottom.</param>
/// <param name="Red">Mean red, 0 to 255.</param>
/// <param name="Green">Mean green.</param>
/// <param name="Blue">Mean blue.</param>
/// <param name="Contrast">Standard deviation of the samples from their colour's mean.</param>
/// <param name="Deviation">Mean absolute deviation of the samples from their colour's mean.</param>
internal readonly record struct Tone(int BlackRows, double Red, double Green, double Blue, double Contrast, double Deviation)
{
    /// <summary>The contrast of a stretched picture, unless it was nearly plain.</summary>
    private const double StretchedContrast = 40;

    /// <summary>The contrast below which pictures are not stretched further, nor differences measured by: most of it would be noise.</summary>
    private const double LeastScale = 5;

    private const double LeastPictureContrast = 3;

    /// <summary>Whether the picture shows next to nothing: black, white, or any one colour.</summary>
    public bool IsPlain => Contrast < LeastPictureContrast;

    /// <summary>The contrast that differences are measured by.</summary>
    public double Scale => Math.Max(Contrast, LeastScale);

    /// <summary>By how much the picture is stretched.</summary>
    public double Gain => StretchedContrast / Scale;

    /// <summary>Measures a picture.</summary>
    public static Tone Of(CellPicture picture)
    {
        var blackRows = CountBlackRows(picture.Brightness);
        var cells = picture.Cells[(3 * blackRows * CellGrid.Columns)..^(3 * blackRows * CellGrid.Columns)];
        Span<int> counts = stackalloc int[3 * 256];
        counts.Clear();
        for (var i = 0; i < cells.Length; i += 3)
        {
            counts[cells[i]]++;
            counts[256 + cells[i + 1]]++;
            counts[512 + cells[i + 2]]++;
        }

        var red = Measure(counts[..256], cells.Length / 3);
        var green = Measure(counts[256..512], cells.Length / 3);
        var blue = Measure(counts[512..], cells.Length / 3);
        return new Tone(
            blackRows, red.Mean, green.Mean, blue.Mean,
            Math.Sqrt((red.Variance + green.Variance + blue.Variance) / 3), (red.Deviation + green.Deviation + blue.Deviation) / 3);
    }

    /// <summary>Levels by which the mean colours differ.</summary>
    public double DistanceTo(Tone other) => (Math.Abs(Red - other.Red) + Math.Abs(Green - other.Green) + Math.Abs(Blue - other.Blue)) / 3;

    /// <summary>Writes a picture's cells with the mean at half and the contrast stretched, so that they are the same in another light.</summary>
    public void Stretch(ReadOnlySpan<byte> cells, Span<byte> stretched)
    {
        Span<byte> levels = stackalloc byte[3 * 256];
        for (var level = 0; level < 256; level++)
        {
            levels[level] = Stretched(level - Red);
            levels[256 + level] = Stretched(level - Green);
            levels[512 + level] = Stretched(level - Blue);
        }

        for (var i = 0; i < cells.Length; i += 3)
        {
            stretched[i] = levels[cells[i]];
            stretched[i + 1] = levels[256 + cells[i + 1]];
            stretched[i + 2] = levels[512 + cells[i + 2]];
        }
    }

    private byte Stretched(double difference) => (byte)Math.Clamp((difference * Gain) + 128.5, 0, 255);

    private static (double Mean, double Variance, double Deviation) Measure(ReadOnlySpan<int> counts, int total)
    {
        var sum = 0L;
        for (var level = 0; level < counts.Length; level++) sum += (long)level * counts[level];
        var mean = (double)sum / total;
        var (squares, magnitudes) = (0.0, 0.0);
        for (var level = 0; level < counts.Length; level++)
        {
            squares += counts[level] * (level - mean) * (level - mean);
            magnitudes += counts[level] * Math.Abs(level - mean);
        }

        return (mean, squares / total, magnitudes / total);
    }

    // As many rows at the top as at the bottom, and one more, as a bar's edge may run through it.
    private static int CountBlackRows(ReadOnlySpan<byte> brightness)
    {
        const byte Black = 24;
        var rows = 0;
        while (rows < CellGrid.Rows / 4 && IsBlack(brightness, rows) && IsBlack(brightness, CellGrid.Rows - 1 - rows)) rows++;
        return rows == 0 ? 0 : rows + 1;

        static bool IsBlack(ReadOnlySpan<byte> brightness, int row) =>
            !brightness.Slice(row * CellGrid.Columns, CellGrid.Columns).ContainsAnyExceptInRange((byte)0, Black);
    }
}
