namespace MoTE.Indexing.Media.Shots;

/// <summary>Finds wipes: an edge or a ring goes over the picture and leaves another one behind, or another picture slides in.</summary>
/// <remarks>
/// In the middle of a wipe a part of the picture is still the old one and the rest is already the new one. Where a camera moves, most of the picture is neither. What passes
/// before the camera, or stops there, does not change all of the picture for good.
/// </remarks>
internal sealed class Wipes(ShotOptions options)
{
    /// <summary>The longest way to either side.</summary>
    public static readonly Reach Longest = Reach.Of(1.3);

    // A way is tried at the first frame of each slot of time. The wipe leaves a margin at either end.
    private static readonly (Reach Whole, Reach Margin, TimeSpan Slot)[] Ways =
        [.. new[] { 1.3, 0.9, 0.6, 0.4, 0.27 }.Select(length => (Reach.Of(length), Reach.Of(length / 5), TimeSpan.FromSeconds(length / 6)))];

    private const double LeastDistance = 0.4;

    // How much of the picture shows the new one in the middle, at least, and the old one.
    private const double LeastShare = 0.25;

    // How much the pictures at the ends may change by themselves, as a share of the change between them.
    private const double MostChangeAtRest = 0.28;

    // How much the picture in the middle must differ from each of them, as a share of the change between them.
    private const double LeastChangeInTheMiddle = 0.35;

    // Of the change between them, what the old and the new picture leave unexplained.
    private const double MostUnexplained = 0.3;
    private const double MostUnexplainedBySlide = 0.18;

    // How much better a slide must explain the middle than no slide does.
    private const double MostOfUnmoved = 0.5;

    // How far a slide may have got when the margin ends; so much may be left of it when the other one begins.
    private const double MostShareAtRest = 0.1;

    private const double LeastStraightness = 0.4;

    private readonly WipeFront _front = new();

    /// <summary>How clearly a frame lies inside a wipe.</summary>
    /// <param name="frames">With all frames within <see cref="Longest"/> after the frame.</param>
    /// <param name="number">The frame in the middle.</param>
    /// <returns>At least <see cref="ShotOptions.GradualThreshold"/>, or 0.</returns>
    public double Score(FrameWindow frames, int number)
    {
        var best = 0.0;
        if (frames[number].IsPlain) return best;
        foreach (var (whole, margin, slot) in Ways)
        {
            if (!frames.BeginsSlot(number, slot)) continue;
            var (from, to) = (frames.Back(number, whole), frames.Ahead(number, whole));
            if (number - from < 2 || to - number < 2) continue;
            var (early, late) = (Math.Max(from + 1, frames.Ahead(from, margin)), Math.Min(to - 1, frames.Back(to, margin)));
            var moments = new Moments(frames[from], frames[early], frames[number], frames[late], frames[to]);
            if (!IsChange(moments)) continue;
            var clearness = Math.Max(Front(frames, from, to, moments), Slid(moments));
            if (clearness > best) best = Math.Max(best, clearness * PictureChange.Between(moments.Old, moments.Next, options.GradualThreshold));
        }

        return best < options.GradualThreshold ? 0 : best;
    }

    // One picture at the beginning, another one at the end, and each has stood for a while: the camera does not turn all the time. The middle is neither.
    private static bool IsChange(Moments moments)
    {
        if (moments.Old.IsPlain || moments.Next.IsPlain) return false;
        var distance = PictureChange.Distance(moments.Old, moments.Next);
        return distance >= LeastDistance
            && PictureChange.Distance(moments.Old, moments.Early) <= MostChangeAtRest * distance
            && PictureChange.Distance(moments.Late, moments.Next) <= MostChangeAtRest * distance
            && PictureChange.Distance(moments.Old, moments.Middle) >= LeastChangeInTheMiddle * distance
            && PictureChange.Distance(moments.Middle, moments.Next) >= LeastChangeInTheMiddle * distance
            && PictureChange.IsEverywhere(moments.Old.Picture, moments.Next.Picture);
    }

    private double Front(FrameWindow frames, int from, int to, Moments moments)
    {
        var (unexplained, share) = _front.Mix(moments.Old, moments.Middle, moments.Next);
        if (unexplained > MostUnexplained || !IsInTheMiddle(share)) return 0;
        return _front.Straightness(frames, from, to) >= LeastStraightness ? 1 - unexplained : 0;
    }

    private static double Slid(Moments moments)
    {
        var (slide, fit) = SlidingPictures.Best(moments.Old, moments.Middle, moments.Next);
        if (fit.Unexplained > Math.Min(MostUnexplainedBySlide, MostOfUnmoved * fit.Unmoved) || !IsInTheMiddle(fit.Share)) return 0;
        var early = SlidingPictures.Fit(slide, moments.Old, moments.Early, moments.Next);
        var late = SlidingPictures.Fit(slide, moments.Old, moments.Late, moments.Next);
        return early.Share <= MostShareAtRest && late.Share >= 1 - MostShareAtRest && Math.Max(early.Unexplained, late.Unexplained) <= MostUnexplained ? 1 - fit.Unexplained : 0;
    }

    private static bool IsInTheMiddle(double share) => share is >= LeastShare and <= 1 - LeastShare;

    /// <param name="Old">The frame at the beginning of the ways.</param>
    /// <param name="Early">The last one of the margin there.</param>
    /// <param name="Middle">The one in the middle.</param>
    /// <param name="Late">The first one of the margin at the end.</param>
    /// <param name="Next">The one at the end.</param>
    private readonly record struct Moments(ShotFrame Old, ShotFrame Early, ShotFrame Middle, ShotFrame Late, ShotFrame Next);
}
