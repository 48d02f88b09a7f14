using MoTE.Indexing.World.Rendering;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Stills;

/// <summary>What a linear probe of a frame embedding should read: the place and size of objects, and the phase of each motion.</summary>
internal static class SceneMeasures
{
    /// <summary>Measures that every scene of objects has: place and size.</summary>
    public const int PlacedCount = 3;

    /// <summary>Measures per picture.</summary>
    public static int Count { get; } = PlacedCount + Enum.GetValues<MotionPair>().Length;

    /// <summary>Name of a measure, for reports.</summary>
    public static string NameOf(int index) => index switch { 0 => "x", 1 => "y", 2 => "size", _ => ((MotionPair)(index - PlacedCount)).ToString() };

    /// <summary>Writes the measures of a scene at a moment.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="time">The moment.</param>
    /// <param name="values">Receives <see cref="Count"/> values, about -1 to 1.</param>
    /// <param name="defined">Receives which are defined.</param>
    public static void Write(Scene scene, double time, Span<float> values, Span<bool> defined)
    {
        values.Clear();
        defined.Clear();
        if (scene.Kind == SubjectKind.Objects)
        {
            var state = ObjectState.At(scene, time);
            var visible = state.Alpha > 0.25 && Math.Abs(state.X) < 1
                && !(scene.PhaseOf(MotionPair.Light, time) < 0.15) && !(scene.PhaseOf(MotionPair.Curtain, time) < 0.5);
            if (visible)
            {
                values[0] = (float)(state.X / 0.64);
                values[1] = (float)(state.Y / 0.62);
                values[2] = (float)((Math.Log(state.Radius) - Math.Log(0.25)) / 0.75);
                defined[..PlacedCount].Fill(true);
            }
        }

        var layout = PlacedCount + (int)scene.Layout;
        if (scene.Layout is not (MotionPair.MoveSideways or MotionPair.MoveVertically or MotionPair.Resize) && scene.PhaseOf(scene.Layout, time) is { } phase)
        {
            values[layout] = (float)((2 * phase) - 1);
            defined[layout] = true;
        }
    }
}
