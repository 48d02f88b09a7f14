namespace MoTE.Indexing.Media.Shots;

/// <summary>Finds dissolves: frames that lie on the straight way from one picture to another one.</summary>
/// <remarks>
/// While a picture dissolves into another, all cells change steadily in one direction: the change up to the frame and the change after it are parallel.
/// Where a camera or a thing moves, the later change undoes the earlier one. A change of light is parallel as well, but its end is no other picture.
/// </remarks>
internal sealed class Dissolves(ShotOptions options)
{
    /// <summary>The longest way to either side.</summary>
    public static readonly Reach Longest = Reach.Of(1);

    // Ways to either side; half of each is tried as well, so what is longer than half a way is found.
    private static readonly (Reach Whole, Reach Half)[] Ways = [.. new[] { 1, 0.6, 0.36, 0.2, 0.1 }.Select(length => (Reach.Of(length), Reach.Of(length / 2)))];

    // Both pictures have some contrast; otherwise it is a fade, or nothing that can be compared.
    private const double LeastContrast = 10;
    private const double LeastShareOfContrast = 0.2;

    private const double LeastDistance = 0.3;
    private const double LeastParallel = 0.3;

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
        foreach (var (whole, half) in Ways)
        {
            var (from, to) = (frames.Back(number, whole), frames.Ahead(number, whole));
            if (!Reaches(frames, from, number, whole) || !Reaches(frames, number, to, whole) || !IsDissolve(frames, from, to)) continue;
            var (quarter, threeQuarters) = (Math.Min(number - 1, frames.Back(number, half)), Math.Max(number + 1, frames.Ahead(number, half)));
            var parallel = Math.Min(
                PictureChange.Parallel(frames[from], frames[number], frames[to]), PictureChange.Parallel(frames[quarter], frames[number], frames[threeQuarters]));
            var least = Math.Max(best, options.GradualThreshold);
            if (parallel >= LeastParallel && parallel >= least) best = Math.Max(best, parallel * PictureChange.Between(frames[from], frames[to], least / parallel));
        }

        return best < options.GradualThreshold ? 0 : best;
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
