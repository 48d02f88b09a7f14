using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Stills;

/// <summary>Makes the hardest negative of a scene: the same scene with one thing changed, most often what is read last (a wall's texture, a small shape).</summary>
internal static class SceneTwins
{
    /// <summary>A still scene that differs in one attribute, place, or state.</summary>
    public static Scene Of(Scene scene, Random random) => scene.Kind switch
    {
        SubjectKind.Objects => random.Next(12) switch
        {
            0 => scene with { X = -scene.X },
            1 => scene with { Y = -scene.Y },
            2 => scene with { Color = Other(scene.Color, random) },
            3 or 4 or 5 => scene with { Shape = Other(scene.Shape, random) },
            6 => scene with { Size = Other(scene.Size, random), RestPhase = 1 - scene.RestPhase },
            7 => scene with { Count = scene.Layout == MotionPair.Spread ? 2 : (scene.Count % 3) + 1, RestPhase = 1 - scene.RestPhase },
            _ => OtherWall(scene, random),
        },
        SubjectKind.Person => random.Next(6) switch
        {
            0 => scene with { Color = scene.SecondColor, SecondColor = scene.Color },
            1 => scene with { Color = Other(scene.Color, random) },
            2 => scene with { PropColor = Other(scene.PropColor, random) },
            3 => OtherWall(scene, random),
            _ => scene with { RestPhase = 1 - scene.RestPhase },
        },
        _ => random.Next(3) switch
        {
            0 => scene with { Color = Other(scene.Color, random) },
            1 => OtherWall(scene, random),
            _ => scene with { RestPhase = 1 - scene.RestPhase },
        },
    };

    private static Scene OtherWall(Scene scene, Random random) => random.Next(3) == 0
        ? scene with { Wall = Other(scene.Wall, random) }
        : scene with { Texture = Other(scene.Texture, random) };

    private static T Other<T>(T value, Random random)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        var index = random.Next(values.Length - 1);
        return values[index].Equals(value) ? values[^1] : values[index];
    }
}
