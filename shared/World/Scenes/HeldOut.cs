namespace MoTE.Indexing.World.Scenes;

/// <summary>Combinations that are never shown during training, so that evaluation can ask for what was never seen together.</summary>
internal static class HeldOut
{
    /// <summary>One colour of each shape is held out: 8 of 64 combinations.</summary>
    public static bool IsHeldOut(ObjectShape shape, ObjectColor color) => ((int)shape + (3 * (int)color)) % 8 == 5;

    /// <summary>One shape of each object motion, one shirt colour of each human action, is held out.</summary>
    public static bool IsHeldOut(MotionPair pair, int shapeOrColor) => ((3 * (int)pair) + shapeOrColor) % 8 == 6;

    /// <summary>One in six orders is held out; both ways round together.</summary>
    public static bool IsHeldOut(EventOrder order)
    {
        var (low, high) = order.First.Index < order.Second.Index ? (order.First.Index, order.Second.Index) : (order.Second.Index, order.First.Index);
        return (low + high) % 6 == 5;
    }

    /// <summary>Whether a scene shows a held-out combination of what it is made of.</summary>
    public static bool HasUnseenLook(Scene scene) => scene.Kind == SubjectKind.Objects && IsHeldOut(scene.Shape, scene.Color);

    /// <summary>Whether a scene shows a held-out combination of an action and who does it, or a held-out order.</summary>
    public static bool HasUnseenAction(Scene scene) =>
        scene.Order is { } order
            ? IsHeldOut(order)
            : scene.Events.Count == 1 && IsHeldOut(scene.Layout, scene.Kind == SubjectKind.Objects ? (int)scene.Shape : (int)scene.Color);
}
