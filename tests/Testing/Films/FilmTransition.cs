namespace MoTE.Indexing.Testing.Films;

/// <summary>Where a film really goes from one take to the next.</summary>
/// <param name="Kind">How.</param>
/// <param name="Seconds">How long it takes.</param>
/// <param name="FirstFrame">The first frame that is not of the take before alone.</param>
/// <param name="LastFrame">The first frame that is of the next take alone; the same as the first for a cut.</param>
public sealed record FilmTransition(JoinKind Kind, double Seconds, int FirstFrame, int LastFrame)
{
    /// <summary>Whether a cut that was told of this frame is this one.</summary>
    public bool Holds(int frame) => frame >= FirstFrame && frame <= LastFrame;
}
