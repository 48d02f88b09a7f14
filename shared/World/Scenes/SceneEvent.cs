namespace MoTE.Indexing.World.Scenes;

/// <summary>One motion within a scene.</summary>
/// <param name="Class">What happens.</param>
/// <param name="Start">When it begins; 0 to 1.</param>
/// <param name="End">When it is over; after <paramref name="Start"/>.</param>
/// <param name="LowPhase">Phase at its low end; 0 to 0.2.</param>
/// <param name="HighPhase">Phase at its high end; 0.8 to 1.</param>
internal readonly record struct SceneEvent(TemporalClass Class, double Start, double End, double LowPhase, double HighPhase)
{
    /// <summary>The motion's phase: at rest before and after, linear in between.</summary>
    public double PhaseAt(double time)
    {
        var progress = Math.Clamp((time - Start) / (End - Start), 0, 1);
        return Class.Forward ? LowPhase + (progress * (HighPhase - LowPhase)) : HighPhase - (progress * (HighPhase - LowPhase));
    }
}
