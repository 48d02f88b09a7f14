namespace MoTE.Indexing.Testing.Films;

/// <summary>How one take gives way to the next.</summary>
public enum JoinKind
{
    /// <summary>From one frame to the next.</summary>
    Cut,

    /// <summary>Each pixel goes straight from one to the other.</summary>
    Dissolve,

    /// <summary>The first goes to black, then the second comes out of it.</summary>
    FadeThroughBlack,

    /// <summary>The same through white.</summary>
    FadeThroughWhite,

    /// <summary>The second pushes an edge across the picture.</summary>
    Wipe,
}
