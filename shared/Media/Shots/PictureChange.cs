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

    private static double Unlike(ShotFrame one, ShotFrame other) => Math.Min(1, (1 - Correlation(one, other)) / LeastUncorrelated);

    private static double Remaining(ShotFrame one, ShotFrame other)
    {
        var shown = 1 - (2.0 * CommonBlackRows(one, other) / CellGrid.Rows);
        var asTheyAre = Residual(one.Picture, other.Picture) / Math.Max(LeastDeviation, Math.Max(one.Tone.Deviation, other.Tone.Deviation));
        var inTheSameLight = Residual(one.Stretched, other.Stretched)
            / Math.Max(LeastDeviation, Math.Max(one.Tone.Deviation * one.Tone.Gain, other.Tone.Deviation * other.Tone.Gain));
        return Math.Min(1, DeviationPerContrast * Math.Min(asTheyAre, inTheSameLight) / shown);
    }

    // The share of colours that differ; the lesser of the pictures as they are and in the same light.
    private static double Recoloured(ShotFrame one, ShotFrame other) => Math.Min(
        ColourHistogram.Difference(one.Picture.Colours, other.Picture.Colours), ColourHistogram.Difference(one.Stretched.Colours, other.Stretched.Colours));

    private static double Residual(CellPicture one, CellPicture other) => (BlockSearch.Residual(one, other) + BlockSearch.Residual(other, one)) / 2;

    private static int CommonBlackRows(ShotFrame one, ShotFrame other) => Math.Min(one.Tone.BlackRows, other.Tone.BlackRows);
}
