namespace MoTE.Indexing.Testing.Films;

/// <summary>A part of a film: footage for a while, after a join to the part before.</summary>
/// <param name="Footage">What it shows; its clock begins with the join.</param>
/// <param name="Seconds">How long nothing else is seen.</param>
/// <param name="Join">How it begins; without a meaning for the first.</param>
/// <param name="JoinSeconds">How long the join takes; 0 for a cut.</param>
public sealed record FilmTake(IFootage Footage, double Seconds, JoinKind Join = JoinKind.Cut, double JoinSeconds = 0)
{
    // Of a fade, so much at either side; plain pictures lie between.
    private const double FadeShare = 0.45;

    /// <summary>Paints the picture of a moment inside the join.</summary>
    /// <param name="share">How much of the join is over; 0 to 1.</param>
    /// <param name="from">The picture of the take before.</param>
    /// <param name="to">The picture of this one; takes the result.</param>
    internal void Mix(double share, ReadOnlySpan<float> from, Span<float> to)
    {
        switch (Join)
        {
            case JoinKind.FadeThroughBlack or JoinKind.FadeThroughWhite:
                var level = Join == JoinKind.FadeThroughBlack ? 0f : 255f;
                var shown = (float)Math.Clamp(Math.Max(1 - (share / FadeShare), 1 - ((1 - share) / FadeShare)), 0, 1);
                for (var i = 0; i < to.Length; i++) to[i] = float.Lerp(level, share < 0.5 ? from[i] : to[i], shown);
                break;
            case JoinKind.Wipe:
                for (var i = 0; i < to.Length; i++)
                {
                    if (i / 3 % Film.Width >= share * Film.Width) to[i] = from[i];
                }

                break;
            default:
                for (var i = 0; i < to.Length; i++) to[i] = float.Lerp(from[i], to[i], (float)share);
                break;
        }
    }
}
