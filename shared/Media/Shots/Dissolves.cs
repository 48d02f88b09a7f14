using System.Numerics.Tensors;

namespace MoTE.Indexing.Media.Shots;

/// <summary>Finds dissolves: frames that lie on the straight way from one picture to another one.</summary>
/// <remarks>
/// While a picture dissolves into another, all cells change steadily in one direction: the change up to the frame and the change after it are parallel, and as great.
/// Where a camera or a thing moves, the later change undoes the earlier one. A change of light is parallel as well, but its end is no other picture. The
/// pictures are means of frames next to each other, so that a hand that shakes the camera does not hide a slow dissolve.
/// </remarks>
internal sealed class Dissolves(ShotOptions options)
{
    /// <summary>The longest way to either side.</summary>
    public static readonly Reach Longest = Reach.Of(1.5);

    // Ways to either side; half of each is tried as well, so what is longer than half a way is found.
    // Means are of frames up to an eighth of a way to either side.
    private static readonly (Reach Whole, Reach Half, Reach Mean)[] Ways =
        [.. new[] { 1.5, 1, 0.6, 0.36, 0.2, 0.1 }.Select(length => (Reach.Of(length), Reach.Of(length / 2), Reach.Of(length / 8)))];

    // Both pictures have some contrast; otherwise it is a fade, or nothing that can be compared.
    private const double LeastContrast = 8;
    private const double LeastShareOfContrast = 0.2;

    private const double LeastDistance = 0.3;
    private const double LeastHalfway = 0.3;

    // No step from frame to frame may be more than this share of the way: otherwise it is a hard cut.
    private const double MostOfTheWay = 0.45;

    /// <summary>How clearly a frame lies between two pictures; the maximum over all ways.</summary>
    /// <param name="frames">With all frames within <see cref="Longest"/> after the frame.</param>
    /// <param name="number">The frame in the middle.</param>
    /// <returns>At least <see cref="ShotOptions.GradualThreshold"/>, or 0.</returns>
    public double Score(FrameWindow frames, int number)
    {
        var best = 0.0;
        if (frames[number].IsPlain) return best;
        foreach (var (whole, half, mean) in Ways)
        {
            var (from, to) = (frames.Back(number, whole), frames.Ahead(number, whole));
            if (!Reaches(frames, from, number, whole) || !Reaches(frames, number, to, whole) || !IsDissolve(frames, from, to)) continue;
            var halfway = Halfway(frames, number, (from, to), half, mean);
            var least = Math.Max(best, options.GradualThreshold);
            if (halfway >= LeastHalfway && halfway >= least) best = Math.Max(best, halfway * PictureChange.Between(frames[from], frames[to], least / halfway));
        }

        return best < options.GradualThreshold ? 0 : best;
    }

    private static double Halfway(FrameWindow frames, int number, (int From, int To) ends, Reach half, Reach mean)
    {
        Span<float> before = stackalloc float[ShotFrame.PatternLength], middle = stackalloc float[ShotFrame.PatternLength], after = stackalloc float[ShotFrame.PatternLength];
        Mean(frames, frames.Back(number, mean), frames.Ahead(number, mean), middle);
        Mean(frames, ends.From, frames.Ahead(frames.Ahead(ends.From, mean), mean), before);
        Mean(frames, frames.Back(frames.Back(ends.To, mean), mean), ends.To, after);
        var whole = PictureChange.Halfway(before, middle, after);
        if (whole < LeastHalfway) return whole;
        var (quarter, threeQuarters) = (Math.Min(number - 1, frames.Back(number, half)), Math.Max(number + 1, frames.Ahead(number, half)));
        Mean(frames, frames.Back(quarter, mean), frames.Ahead(quarter, mean), before);
        Mean(frames, frames.Back(threeQuarters, mean), frames.Ahead(threeQuarters, mean), after);
        return Math.Min(whole, PictureChange.Halfway(before, middle, after));
    }

    private static void Mean(FrameWindow frames, int first, int last, Span<float> mean)
    {
        frames[first].Pattern.CopyTo(mean);
        for (var frame = first + 1; frame <= last; frame++) TensorPrimitives.Add(mean, frames[frame].Pattern, mean);
        TensorPrimitives.Divide(mean, last - first + 1, mean);
    }

    // Not much less than the whole way, as at the ends of a stream or where frames are far apart.
    private static bool Reaches(FrameWindow frames, int from, int to, Reach way) =>
        to > from && (to - from >= way.MostFrames || frames[to].Time - frames[from].Time >= way.Length / 2);

    private static bool IsDissolve(FrameWindow frames, int from, int to)
    {
        var (one, other) = (frames[from], frames[to]);
        var (less, more) = one.Tone.Contrast < other.Tone.Contrast ? (one.Tone.Contrast, other.Tone.Contrast) : (other.Tone.Contrast, one.Tone.Contrast);
        if (less < LeastContrast || less < LeastShareOfContrast * more) return false;
        var distance = PictureChange.Distance(one, other);
        if (distance < LeastDistance) return false;
        var most = MostOfTheWay * distance * Math.Max(one.Tone.Scale, other.Tone.Scale);
        for (var frame = from + 1; frame <= to; frame++)
        {
            if (frames[frame].IsPlain || frames[frame].Step * Math.Max(frames[frame - 1].Tone.Scale, frames[frame].Tone.Scale) > most) return false;
        }

        return true;
    }
}
