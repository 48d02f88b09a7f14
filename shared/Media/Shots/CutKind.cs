namespace MoTE.Indexing.Media.Shots;

/// <summary>How one shot gives way to the next.</summary>
public enum CutKind
{
    /// <summary>From one frame to the next.</summary>
    Hard,

    /// <summary>Over several frames: a dissolve, a wipe, or a fade out and in.</summary>
    Gradual,
}
