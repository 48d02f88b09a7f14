using MoTE.Indexing.Media;
using MoTE.Indexing.World.Rendering;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Clips;

/// <summary>The handful of videos that ship with the repository, for a first look. Their scenes are drawn from a seed of their own.</summary>
public static class SampleClips
{
    private const int Width = 320;
    private const int Height = 240;
    private const int Fps = 24;
    private const int ClipFrames = 4 * Fps;

    // As long as the longest segment, so that every segment of a reel holds one scene.
    private const int ReelFrames = 10 * Fps;
    private const int Seed = 650_000_000;

    /// <summary>Renders and encodes the videos.</summary>
    /// <param name="folder">Receives them; made where it does not exist.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <returns>Paths of the videos.</returns>
    public static async Task<IReadOnlyList<string>> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var paths = new List<string>();
        using var renderer = new SceneRenderer(Width, Height);
        foreach (var (name, scenes) in Films(new SceneSampler(new Random(Seed))))
        {
            var path = Path.Combine(folder, name + ".mp4");
            var length = scenes.Length == 1 ? ClipFrames : ReelFrames;
            var frames = scenes.SelectMany(scene => Enumerable.Range(0, length).Select(i => renderer.Render(scene, (double)i / length)));
            await VideoWriter.WriteAsync(path, Width, Height, Fps, frames, new VideoWriterOptions { Crf = 24, Preset = "slow" }, cancellationToken).ConfigureAwait(false);
            paths.Add(path);
        }

        return paths;
    }

    // Names say nothing of what is shown: an archive's names seldom do.
    private static IEnumerable<(string Name, Scene[] Scenes)> Films(SceneSampler sampler)
    {
        var star = sampler.Moving(new TemporalClass(MotionPair.MoveSideways, true)) with
        {
            Shape = ObjectShape.Star, Color = ObjectColor.Yellow, Count = 1, Size = ObjectSize.Large, Y = 0, Wall = BackgroundColor.Navy, Texture = BackgroundTexture.Plain,
        };
        yield return ("clip-01", [star]);
        yield return ("clip-02", [Turned(star)]);

        var chair = Person(sampler, MotionPair.Sit, true, ObjectColor.Red, ObjectColor.Blue, BackgroundColor.Beige);
        yield return ("clip-03", [chair]);
        yield return ("clip-04", [Turned(chair)]);

        var box = Person(sampler, MotionPair.Lift, true, ObjectColor.White, ObjectColor.Black, BackgroundColor.Teal);
        yield return ("clip-05", [box]);
        yield return ("clip-06", [Turned(box)]);

        yield return ("clip-07", [Person(sampler, MotionPair.Door, true, ObjectColor.Green, ObjectColor.Black, BackgroundColor.Gray)]);
        yield return ("clip-08", [sampler.Moving(new TemporalClass(MotionPair.Fill, true)) with { Color = ObjectColor.Orange, Wall = BackgroundColor.Pink }]);
        yield return ("clip-09", [sampler.Moving(new TemporalClass(MotionPair.Resize, true)) with { Shape = ObjectShape.Heart, Color = ObjectColor.Red, Wall = BackgroundColor.Gray, Texture = BackgroundTexture.Dotted }]);
        yield return ("clip-10", [sampler.StillObjects() with { Shape = ObjectShape.Triangle, Color = ObjectColor.Green, Count = 3, Size = ObjectSize.Large, X = 0, Y = 0, Wall = BackgroundColor.Brown, Texture = BackgroundTexture.Striped }]);
        yield return ("reel-01",
        [
            sampler.Moving(new TemporalClass(MotionPair.Curtain, true)) with { PropColor = ObjectColor.Purple, Shape = ObjectShape.Moon, Color = ObjectColor.White, Wall = BackgroundColor.Navy },
            Person(sampler, MotionPair.Climb, true, ObjectColor.Orange, ObjectColor.Black, BackgroundColor.Brown),
            sampler.Ordered(new EventOrder(new TemporalClass(MotionPair.MoveSideways, false), new TemporalClass(MotionPair.Resize, true))) with
            {
                Shape = ObjectShape.Circle, Color = ObjectColor.Blue, Size = ObjectSize.Small, Wall = BackgroundColor.Beige, Texture = BackgroundTexture.Plain,
            },
        ]);
    }

    private static Scene Person(SceneSampler sampler, MotionPair pair, bool forward, ObjectColor shirt, ObjectColor trousers, BackgroundColor wall) =>
        sampler.Moving(new TemporalClass(pair, forward)) with { Color = shirt, SecondColor = trousers, Wall = wall };

    private static Scene Turned(Scene scene) => scene with { Events = [scene.Events[0] with { Class = scene.Events[0].Class.Reversed }] };
}
