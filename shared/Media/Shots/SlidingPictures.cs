using System.Numerics.Tensors;

namespace MoTE.Indexing.Media.Shots;

/// <summary>Finds how far a picture has slid over another, has uncovered it, or was pushed out by it.</summary>
/// <remarks>
/// Pictures are in lines that lie across the way they slide: columns for a way to the left or right. Of a share of the lines the new picture is seen, of the rest the old one;
/// each of the two stands still or moves with the edge between them.
/// </remarks>
internal static class SlidingPictures
{
    /// <summary>The slide that explains a picture best.</summary>
    /// <param name="old">The picture before.</param>
    /// <param name="mixed">What is seen in the middle.</param>
    /// <param name="next">The picture after.</param>
    public static (Slide Slide, SlideFit Fit) Best(ShotFrame old, ShotFrame mixed, ShotFrame next)
    {
        var best = (Slide: default(Slide), Fit: new SlideFit(0, double.MaxValue, 0));
        foreach (var slide in Slide.All)
        {
            var fit = Fit(slide, old, mixed, next);
            if (fit.Unexplained < best.Fit.Unexplained) best = (slide, fit);
        }

        return best;
    }

    /// <summary>How far one kind of slide has got, and how well it explains a picture.</summary>
    public static SlideFit Fit(Slide slide, ShotFrame old, ShotFrame mixed, ShotFrame next)
    {
        ReadOnlySpan<float> oldLines = slide.Lines(old), lines = slide.Lines(mixed), nextLines = slide.Lines(next);
        var count = lines.Length / slide.LineLength;
        var best = new SlideFit(0, double.MaxValue, 0);
        for (var covered = 0; covered <= count; covered++)
        {
            var (shown, rest) = (covered * slide.LineLength, (count - covered) * slide.LineLength);
            var (newAt, oldAt) = slide.ComesFromEnd ? (rest, 0) : (0, shown);
            var nextFrom = slide.MovesNew ? (slide.ComesFromEnd ? 0 : rest) : newAt;
            var oldFrom = slide.MovesOld ? (slide.ComesFromEnd ? shown : 0) : oldAt;
            var difference = Difference(lines.Slice(newAt, shown), nextLines.Slice(nextFrom, shown)) + Difference(lines.Slice(oldAt, rest), oldLines.Slice(oldFrom, rest));
            if (difference < best.Unexplained) best = new SlideFit((double)covered / count, difference, 0);
        }

        var whole = Math.Max(1, Difference(oldLines, nextLines));
        return best with { Unexplained = best.Unexplained / whole, Unmoved = Math.Min(Difference(lines, oldLines), Difference(lines, nextLines)) / whole };
    }

    private static double Difference(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        Span<float> differences = stackalloc float[one.Length];
        TensorPrimitives.Subtract(one, other, differences);
        return TensorPrimitives.SumOfMagnitudes<float>(differences);
    }
}
