using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.World.Rendering;

/// <summary>Where a scene's objects are at a moment.</summary>
/// <param name="X">Middle of the group.</param>
/// <param name="Y">Middle of the group.</param>
/// <param name="Radius">Radius of one object.</param>
/// <param name="Alpha">Opacity; 0 to 1.</param>
/// <param name="TurnDegrees">Turn of each object.</param>
/// <param name="Spread">Distance of two objects from their middle, or 0 where the layout decides.</param>
/// <param name="Count">Number of objects.</param>
internal readonly record struct ObjectState(double X, double Y, double Radius, double Alpha, double TurnDegrees, double Spread, int Count)
{
    /// <summary>Centre of each object.</summary>
    public IEnumerable<(double X, double Y)> Centres
    {
        get
        {
            var gap = 1.25 * Radius;
            return Count switch
            {
                1 => [(X, Y)],
                2 when Spread > 0 => [(X - Spread, Y), (X + Spread, Y)],
                2 => [(X - gap, Y), (X + gap, Y)],
                _ => [(X - gap, Y - (0.9 * gap)), (X + gap, Y - (0.9 * gap)), (X, Y + (0.9 * gap))],
            };
        }
    }

    public static ObjectState At(Scene scene, double time)
    {
        var radius = scene.Size switch { ObjectSize.Small => 0.17, ObjectSize.Medium => 0.27, _ => 0.42 } * (scene.Count switch { 1 => 1, 2 => 0.85, _ => 0.72 });
        var state = new ObjectState(scene.X, scene.Y, radius, 1, scene.Tilt, 0, scene.Count);
        var moving = scene.Events.Count > 0;
        if (moving && scene.PhaseOf(MotionPair.MoveSideways, time) is { } right)
        {
            state = state with { X = -0.64 + (1.28 * right) };
        }

        if (moving && scene.PhaseOf(MotionPair.MoveVertically, time) is { } up)
        {
            state = state with { Y = -0.62 + (1.24 * up) };
        }

        if (scene.PhaseOf(MotionPair.Resize, time) is { } large)
        {
            state = state with { Radius = 0.12 * Math.Pow(4.4, large) };
        }

        if (scene.PhaseOf(MotionPair.Fade, time) is { } visible)
        {
            state = state with { Alpha = visible };
        }

        if (scene.PhaseOf(MotionPair.Spread, time) is { } apart)
        {
            state = state with { Spread = (1.08 * radius) + (apart * (0.72 - (1.08 * radius))) };
        }

        if (scene.PhaseOf(MotionPair.Roll, time) is { } inside)
        {
            var from = scene.Mirrored ? 1.45 : -1.45;
            var x = from + (inside * (scene.X - from));
            state = state with { X = x, TurnDegrees = scene.Tilt - ((x - scene.X) / radius * 180 / Math.PI) };
        }

        return state;
    }
}
