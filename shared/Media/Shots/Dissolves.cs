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

    // Half of each way is tried as well, so what is longer than half a way is found. A slow dissolve is hidden by what moves meanwhile:
    // means of more frames show it, and less is asked for.
    private static readonly DissolveWay[] Ways =
    [
        .. new[] { 1.5, 1, 0.6, 0.36, 0.2, 0.1 }.Select(length => new DissolveWay(length, length / 8)),
        new(1.5, 0.4) { IsSlow = true },
        new(1, 0.27) { IsSlow = true },
    ];

    private static readonly TimeSpan SlowSlot = TimeSpan.FromSeconds(0.1);

    // Both pictures have some contrast; otherwise it is a fade, or nothing that can be compared.
    private const double LeastContrast = 8;
    private const double LeastShareOfContrast = 0.2;

    private const double LeastDistance = 0.3;
    private const double LeastHalfway = 0.3;

    // On a slow way so much of what is asked for is enough, where all of the picture changes, and has changed by so much after a quarter of the way.
    private const double SlowShare = 0.8;
    private const double LeastAfterQuarter = 0.15;

    // No step from frame to frame may be more than this share of the way: otherwise it is a hard cut.
    private const double MostOfTheWay = 0.45;

    /// <summary>How clearly a frame lies between two pictures; the maximum over all ways.</summary>
    /// <param name="frames">With all frames within <see cref="Longest"/> after the frame.</param>
    /// <param name="number">The frame in the middle.</param>
    /// <returns>0 when it does not.</returns>
    public double Score(FrameWindow frames, int number)
    {
        if (frames[number].IsPlain) return 0;
        var best = 0.0;
        foreach (var way in Ways)
        {
            if (!way.IsSlow) best = Math.Max(best, Score(frames, number, way, Math.Max(best, options.GradualThreshold), LeastHalfway));
            else if (best == 0 && frames.BeginsSlot(number, SlowSlot)) best = Score(frames, number, way, SlowShare * options.GradualThreshold, SlowShare * LeastHalfway);
        }

        return best;
    }

    // At least the least that counts, or 0.
    private static double Score(FrameWindow frames, int number, DissolveWay way, double least, double leastHalfway)
    {
        var (from, to) = way.Ends(frames, number);
        if (!Reaches(frames, from, number, way.Whole) || !Reaches(frames, number, to, way.Whole) || !IsDissolve(frames, from, to)) return 0;
        var halfway = Halfway(frames, number, way, leastHalfway);
        if (halfway < Math.Max(leastHalfway, least) || (way.IsSlow && !PictureChange.IsEverywhere(frames[from].Picture, frames[to].Picture))) return 0;
        var score = halfway * PictureChange.Between(frames[from], frames[to], least / halfway);
        return score < least ? 0 : score;
    }

    private static double Halfway(FrameWindow frames, int number, DissolveWay way, double least)
    {
        const int Length = ShotFrame.PatternLength;
        Span<float> before = stackalloc float[Length], quarter = stackalloc float[Length], middle = stackalloc float[Length];
        Span<float> threeQuarters = stackalloc float[Length], after = stackalloc float[Length];
        var (ends, mean) = (way.Ends(frames, number), way.Mean);
        Mean(frames, ends.From, frames.Ahead(frames.Ahead(ends.From, mean), mean), before);
        MeanAround(frames, number, mean, middle);
        Mean(frames, frames.Back(frames.Back(ends.To, mean), mean), ends.To, after);
        var whole = PictureChange.Halfway(before, middle, after);
        if (whole < least) return whole;
        MeanAround(frames, Math.Min(number - 1, frames.Back(number, way.Half)), mean, quarter);
        MeanAround(frames, Math.Max(number + 1, frames.Ahead(number, way.Half)), mean, threeQuarters);
        var (first, last) = (TensorPrimitives.Distance<float>(before, quarter), TensorPrimitives.Distance<float>(threeQuarters, after));
        if (way.IsSlow && Math.Min(first, last) < LeastAfterQuarter * TensorPrimitives.Distance<float>(before, after)) return 0;
        return Math.Min(whole, PictureChange.Halfway(quarter, middle, threeQuarters));
    }

    private static void MeanAround(FrameWindow frames, int number, Reach reach, Span<float> mean) => Mean(frames, frames.Back(number, reach), frames.Ahead(number, reach), mean);

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
