namespace MoTE.Indexing.Media.Shots;

/// <summary>Finds cuts from one frame to the next: a change that is sudden, and that lasts.</summary>
/// <remarks>
/// Sudden: much more than the changes before and after it, so a fast camera makes none. It lasts: the frames on either side of it stay different for
/// a while, so a flash, or a thing that flits by, makes none.
/// </remarks>
internal sealed class HardCuts(ShotOptions options)
{
    /// <summary>How long a change must last.</summary>
    public static readonly Reach Lasting = Reach.Of(0.3);

    /// <summary>So many changes after one are looked at as well, where there are few in a second.</summary>
    public static readonly Reach TwoChangesAfter = new(TimeSpan.FromSeconds(1), 2);

    // The first of two changes before one begins with the frame before it.
    private static readonly Reach TwoChangesBefore = new(TimeSpan.FromSeconds(1), 3);

    // Changes so near are compared with a change in a scene that moves.
    private static readonly Reach Near = Reach.Of(0.1);

    // A smaller distance between the cells cannot be a cut, whatever the blocks do.
    private const double LeastDistance = 0.3;

    // Of a change, how much must remain between the most similar frames on either side.
    private const double LastingShare = 0.7;

    // How much greater than its neighbours a change must be.
    private const double Suddenness = 1.5;

    // In a still scene the distance between the cells is enough; it must be so great, and so much greater than its neighbours.
    private const double LeastStillDistance = 0.5;
    private const double StillSuddenness = 8;
    private const double MostStillCorrelation = 0.6;

    // What remains of the part that both frames show, when the camera may have swung far between them; between unrelated pictures it is more.
    private const double LeastAfterSwing = 0.22;

    // Levels that two plain pictures differ by.
    private const double PlainDifference = 30;

    /// <summary>How strong a cut there is before a frame; 0 when there is none.</summary>
    /// <param name="frames">With all frames within <see cref="Lasting"/> and <see cref="TwoChangesAfter"/> after the frame.</param>
    /// <param name="number">The first frame of the new shot, if it is one.</param>
    public double Strength(FrameWindow frames, int number)
    {
        if (number == frames.First) return 0;
        var (before, after) = (frames[number - 1], frames[number]);
        if (before.IsPlain && after.IsPlain) return IsChangeOfPlainColour(frames, number) ? 1 : 0;
        if (before.IsPlain || after.IsPlain || after.Step < LeastDistance) return 0;
        var strength = IsChangeOfStillScene(frames, number) ? 1 : StrengthInMotion(frames, number);
        return strength > 0 && PictureChange.AfterSwing(before, after) >= LeastAfterSwing ? strength : 0;
    }

    private static bool IsChangeOfStillScene(FrameWindow frames, int number)
    {
        var step = frames[number].Step;
        return step >= LeastStillDistance && step >= StillSuddenness * Neighbouring(frames, number, Lasting, neighbour => frames[neighbour].Step)
            && PictureChange.Correlation(frames[number - 1], frames[number]) <= MostStillCorrelation && Lasts(frames, number, PictureChange.Distance, LastingShare * step);
    }

    private double StrengthInMotion(FrameWindow frames, int number)
    {
        var change = PictureChange.Between(frames[number - 1], frames[number]);
        if (change < options.HardThreshold || !Lasts(frames, number, PictureChange.Between, LastingShare * options.HardThreshold)) return 0;
        return change >= Suddenness * Neighbouring(frames, number, Near, Change) ? change : 0;

        double Change(int neighbour) =>
            frames[neighbour].Step < frames[number].Step / 2 ? 0 : PictureChange.Between(frames[neighbour - 1], frames[neighbour]);
    }

    // At least the frame before, however long ago it was.
    private static int Back(FrameWindow frames, int number, Reach reach) =>
        Math.Min(number - 1, Math.Min(frames.Back(number, reach), frames.Back(number, TwoChangesBefore)));

    private static int Ahead(FrameWindow frames, int number, Reach reach) => Math.Max(frames.Ahead(number, reach), frames.Ahead(number, TwoChangesAfter));

    private static bool Lasts(FrameWindow frames, int number, Func<ShotFrame, ShotFrame, double> difference, double least)
    {
        var (before, after) = (frames[number - 1], frames[number]);
        var (first, last) = (Back(frames, number, Lasting), Ahead(frames, number, Lasting));
        var likeAfter = Enumerable.Range(first, number - first).MinBy(frame => PictureChange.Distance(frames[frame], after));
        var likeBefore = Enumerable.Range(number, last - number + 1).MinBy(frame => PictureChange.Distance(before, frames[frame]));
        return difference(frames[likeAfter], after) >= least && difference(before, frames[likeBefore]) >= least;
    }

    // The greatest of the neighbouring changes but one: that one may be a flash, or another cut.
    private static double Neighbouring(FrameWindow frames, int number, Reach reach, Func<int, double> changeAt)
    {
        var (greatest, second) = (0.0, 0.0);
        var last = Ahead(frames, number, reach);
        for (var neighbour = Back(frames, number, reach) + 1; neighbour <= last; neighbour++)
        {
            if (neighbour == number) continue;
            var change = changeAt(neighbour);
            (greatest, second) = change > greatest ? (change, greatest) : (greatest, Math.Max(second, change));
        }

        return second;
    }

    private static bool IsChangeOfPlainColour(FrameWindow frames, int number)
    {
        var (before, after) = (frames[number - 1], frames[number]);
        if (before.Tone.DistanceTo(after.Tone) < PlainDifference) return false;
        for (var frame = Back(frames, number, Lasting); frame < number; frame++)
        {
            if (!IsLike(before, frames[frame])) return false;
        }

        for (var frame = Ahead(frames, number, Lasting); frame > number; frame--)
        {
            if (!IsLike(after, frames[frame])) return false;
        }

        return true;

        static bool IsLike(ShotFrame one, ShotFrame other) => other.IsPlain && one.Tone.DistanceTo(other.Tone) < PlainDifference / 2;
    }
}
