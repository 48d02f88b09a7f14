namespace MoTE.Indexing.World.Scenes;

/// <summary>One direction of one motion: something that happens, and that takes several frames to be seen.</summary>
/// <param name="Pair">Which motion.</param>
/// <param name="Forward">Whether the phase rises from 0 to 1 (true) or falls from 1 to 0.</param>
internal readonly record struct TemporalClass(MotionPair Pair, bool Forward)
{
    /// <summary>Every class; a pair's forward member comes first.</summary>
    public static IReadOnlyList<TemporalClass> All { get; } =
        [.. Enum.GetValues<MotionPair>().SelectMany(pair => new[] { new TemporalClass(pair, true), new TemporalClass(pair, false) })];

    /// <summary>Position in <see cref="All"/>.</summary>
    public int Index => ((int)Pair * 2) + (Forward ? 0 : 1);

    /// <summary>The same pictures in opposite order.</summary>
    public TemporalClass Reversed => this with { Forward = !Forward };

    /// <summary>The motions that two-event orders are made of: three axes of an object, two directions each.</summary>
    public static IReadOnlyList<MotionPair> OrderedPairs { get; } = [MotionPair.MoveSideways, MotionPair.MoveVertically, MotionPair.Resize];
}
