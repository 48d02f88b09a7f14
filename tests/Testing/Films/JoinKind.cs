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

    /// <summary>The same through a dark red.</summary>
    FadeThroughRed,

    /// <summary>The first is cut to black, and black to the second.</summary>
    Black,

    /// <summary>An edge goes from left to right, and the second is behind it.</summary>
    Wipe,

    /// <summary>An edge goes from top to bottom.</summary>
    WipeDown,

    /// <summary>An edge goes from the left top to the right bottom.</summary>
    WipeAslant,

    /// <summary>A round hole grows from the middle.</summary>
    Iris,

    /// <summary>The second comes in from the right and pushes the first out.</summary>
    Push,

    /// <summary>The second comes in from below and pushes the first out.</summary>
    PushUp,

    /// <summary>The second comes in from the right, over the first.</summary>
    Slide,

    /// <summary>The second comes in from above, over the first.</summary>
    SlideDown,

    /// <summary>The first leaves to the left, and the second is behind it.</summary>
    Uncover,
}
