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
            case JoinKind.FadeThroughBlack:
                Fade(share, [0, 0, 0], from, to);
                break;
            case JoinKind.FadeThroughWhite:
                Fade(share, [255, 255, 255], from, to);
                break;
            case JoinKind.FadeThroughRed:
                Fade(share, [120, 20, 30], from, to);
                break;
            case JoinKind.Black:
                to.Clear();
                break;
            case JoinKind.Cut or JoinKind.Dissolve:
                for (var i = 0; i < to.Length; i++) to[i] = float.Lerp(from[i], to[i], (float)share);
                break;
            default:
                Wipe(share, from, to);
                break;
        }
    }

    private static void Fade(double share, ReadOnlySpan<float> colour, ReadOnlySpan<float> from, Span<float> to)
    {
        var shown = (float)Math.Clamp(Math.Max(1 - (share / FadeShare), 1 - ((1 - share) / FadeShare)), 0, 1);
        for (var i = 0; i < to.Length; i++) to[i] = float.Lerp(colour[i % 3], share < 0.5 ? from[i] : to[i], shown);
    }

    private void Wipe(double share, ReadOnlySpan<float> from, Span<float> to)
    {
        var next = to.ToArray();
        for (var pixel = 0; pixel < Film.Width * Film.Height; pixel++)
        {
            var (isNext, x, y) = WipePlace.Of(Join, share, pixel % Film.Width, pixel / Film.Width);
            (isNext ? next.AsSpan() : from).Slice(3 * ((y * Film.Width) + x), 3).CopyTo(to[(3 * pixel)..]);
        }
    }
}
