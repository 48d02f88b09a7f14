using System.Numerics.Tensors;

namespace MoTE.Indexing.Media.Shots;

/// <summary>How one frame differs from another.</summary>
internal static class PictureChange
{
    // Pictures that vary by less are as good as empty.
    private const double LeastDeviation = 1;

    // The mean deviation of a bell curve is so much of its standard deviation.
    private const double DeviationPerContrast = 0.8;

    // Pictures that correlate so well are one picture in another light, and the less so the less they correlate.
    private const double LeastUncorrelated = 0.3;

    // Parts of a picture across and down that must change when all of it does; each by so much of the mean.
    private const int PartsAcross = 8;
    private const int PartsDown = 3;
    private const double LeastChangeOfPart = 0.2;

    /// <summary>Root of the mean square difference between coarse cells, moves and light and all, relative to the greater contrast. Cheap.</summary>
    public static double Distance(ShotFrame one, ShotFrame other) =>
        TensorPrimitives.Distance(one.Coarse, other.Coarse) / Math.Sqrt(one.Coarse.Length) / Math.Max(one.Tone.Scale, other.Tone.Scale);

    /// <summary>How much of a picture is new in another: what is not explained by moves and light, and has other colours as well.</summary>
    /// <returns>About 0 within a shot, 0.5 and more between unrelated shots, at most 1.</returns>
    public static double Between(ShotFrame one, ShotFrame other) => Between(one, other, 0);

    /// <summary>The same; what is certainly less than the least that counts is told as 0, without looking for blocks.</summary>
    public static double Between(ShotFrame one, ShotFrame other, double least)
    {
        var most = Unlike(one, other) * Recoloured(one, other);
        return most == 0 || most < least * least ? 0 : Math.Sqrt(most * Remaining(one, other));
    }

    /// <summary>How much of a picture is left when its blocks are looked for in the other; the lesser of the pictures as they are and in the same light.</summary>
    /// <returns>About 0 within a shot, 0.6 and more between unrelated shots, at most 1.</returns>
    public static double Unexplained(ShotFrame one, ShotFrame other) => Unlike(one, other) * Remaining(one, other);

    /// <summary>How much of what both pictures show is left when the camera may have swung by up to half a picture; the lesser of the pictures as they are and in the same light.</summary>
    /// <returns>About 0 within a shot, 0.5 and more between unrelated shots, at most 1.</returns>
    public static double AfterSwing(ShotFrame one, ShotFrame other) => Remaining(one, other, CameraSwing.Between(one, other));

    /// <summary>The correlation of coarse cells' brightness: 1 for the same picture in any light.</summary>
    public static double Correlation(ShotFrame one, ShotFrame other)
    {
        var black = CellGrid.Columns / 2 * ((CommonBlackRows(one, other) + 1) / 2);
        var cells = one.CoarseBrightness[black..^black];
        var otherCells = other.CoarseBrightness[black..^black];
        double sum = TensorPrimitives.Sum(cells), otherSum = TensorPrimitives.Sum(otherCells);
        var products = TensorPrimitives.Dot(cells, otherCells) - (sum * otherSum / cells.Length);
        var squares = TensorPrimitives.SumOfSquares(cells) - (sum * sum / cells.Length);
        var otherSquares = TensorPrimitives.SumOfSquares(otherCells) - (otherSum * otherSum / cells.Length);
        return products / Math.Max(1, Math.Sqrt(Math.Max(0, squares) * Math.Max(0, otherSquares)));
    }

    /// <summary>How clearly a pattern lies half-way between two others: 1 in the middle of a straight way, less near its ends, 0 or less where things move.</summary>
    public static double Halfway(ReadOnlySpan<float> before, ReadOnlySpan<float> middle, ReadOnlySpan<float> after)
    {
        double first = TensorPrimitives.Distance(before, middle), second = TensorPrimitives.Distance(middle, after), whole = TensorPrimitives.Distance(before, after);
        if (first * second < 1) return 0;
        var parallel = ((whole * whole) - (first * first) - (second * second)) / (2 * first * second);
        return parallel * Math.Min(1, 2 * Math.Min(first, second) / whole);
    }

    /// <summary>The difference of each coarse cell, all colours together.</summary>
    public static void OfCells(ShotFrame one, ShotFrame other, Span<float> differences)
    {
        var cells = differences.Length;
        Span<float> colour = stackalloc float[cells];
        differences.Clear();
        for (var first = 0; first < one.Coarse.Length; first += cells)
        {
            TensorPrimitives.Subtract(one.Coarse.Slice(first, cells), other.Coarse.Slice(first, cells), colour);
            TensorPrimitives.Abs<float>(colour, colour);
            TensorPrimitives.Add<float>(differences, colour, differences);
        }
    }

    /// <summary>Whether no part of the picture stays as it is.</summary>
    public static bool IsEverywhere(CellPicture one, CellPicture other)
    {
        Span<int> parts = stackalloc int[PartsAcross * PartsDown];
        parts.Clear();
        for (var row = 0; row < CellGrid.Rows; row++)
        {
            var first = row * PartsDown / CellGrid.Rows * PartsAcross;
            for (var part = 0; part < PartsAcross; part++)
            {
                const int Width = 3 * CellGrid.Columns / PartsAcross;
                var at = (3 * row * CellGrid.Columns) + (part * Width);
                for (var sample = at; sample < at + Width; sample++) parts[first + part] += Math.Abs(one.Cells[sample] - other.Cells[sample]);
            }
        }

        return TensorPrimitives.Min<int>(parts) >= LeastChangeOfPart * TensorPrimitives.Sum<int>(parts) / parts.Length;
    }

    private static double Unlike(ShotFrame one, ShotFrame other) => Math.Min(1, (1 - Correlation(one, other)) / LeastUncorrelated);

    private static double Remaining(ShotFrame one, ShotFrame other, CellMove move = default)
    {
        var shown = 1 - (2.0 * CommonBlackRows(one, other) / CellGrid.Rows);
        var asTheyAre = Residual(one.Picture, other.Picture, move) / Math.Max(LeastDeviation, Math.Max(one.Tone.Deviation, other.Tone.Deviation));
        var inTheSameLight = Residual(one.Stretched, other.Stretched, move)
            / Math.Max(LeastDeviation, Math.Max(one.Tone.Deviation * one.Tone.Gain, other.Tone.Deviation * other.Tone.Gain));
        return Math.Min(1, DeviationPerContrast * Math.Min(asTheyAre, inTheSameLight) / shown);
    }

    // The share of colours that differ; the lesser of the pictures as they are and in the same light.
    private static double Recoloured(ShotFrame one, ShotFrame other) => Math.Min(
        ColourHistogram.Difference(one.Picture.Colours, other.Picture.Colours), ColourHistogram.Difference(one.Stretched.Colours, other.Stretched.Colours));

    private static double Residual(CellPicture one, CellPicture other, CellMove move) =>
        (BlockSearch.Residual(one, other, move) + BlockSearch.Residual(other, one, new CellMove(-move.Columns, -move.Rows))) / 2;

    private static int CommonBlackRows(ShotFrame one, ShotFrame other) => Math.Min(one.Tone.BlackRows, other.Tone.BlackRows);
}
