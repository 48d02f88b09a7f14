using MoTE.Indexing.Demo.Clips;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media;
using MoTE.Indexing.Model.Preprocessing;
using MoTE.Indexing.World.Rendering;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Stills;

/// <summary>Frames of the world as they come out of H.264 at several sizes and qualities, scaled exactly as the index scales them.</summary>
internal sealed class EncodedStills
{
    private const int ScenesPerFile = 16;
    private const int FramesPerScene = 8;

    private readonly EncodedStill[] _stills;

    private EncodedStills(EncodedStill[] stills) => _stills = stills;

    public int Count => _stills.Length;

    public EncodedStill Draw(Random random) => _stills[random.Next(_stills.Length)];

    /// <summary>Renders, encodes and decodes.</summary>
    /// <param name="files">Files to encode; each gives 128 frames of 16 scenes.</param>
    /// <param name="resolution">Side R of the pictures.</param>
    /// <param name="seed">Draws the scenes, sizes and qualities.</param>
    /// <param name="progress">Receives the number of files done.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<EncodedStills> CreateAsync(int files, int resolution, int seed, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var stills = new EncodedStill[files * ScenesPerFile * FramesPerScene];
        var done = 0;
        await Parallel.ForAsync(0, files, cancellationToken, async (file, token) =>
        {
            var made = await EncodeAsync(new Random(unchecked((seed * 7919) + file)), resolution, token).ConfigureAwait(false);
            made.CopyTo(stills, file * ScenesPerFile * FramesPerScene);
            progress?.Report(Interlocked.Increment(ref done));
        }).ConfigureAwait(false);
        return new EncodedStills(stills);
    }

    private static async Task<EncodedStill[]> EncodeAsync(Random random, int resolution, CancellationToken cancellationToken)
    {
        var sampler = new SceneSampler(random);
        var scenes = Enumerable.Range(0, ScenesPerFile)
            .Select(i => SceneSampler.Seen(() => i % 2 == 0 ? sampler.Still() : sampler.Moving(TemporalClass.All[random.Next(TemporalClass.All.Count)])))
            .ToArray();
        var shape = VideoShape.Draw(random);
        var path = Path.Combine(Path.GetTempPath(), $"mote-stills-{Guid.NewGuid():N}.mp4");
        try
        {
            using (var renderer = new SceneRenderer(shape.Width, shape.Height))
            {
                var frames = scenes.SelectMany(scene => Times.Select(time => renderer.Render(scene, time)));
                await VideoWriter.WriteAsync(path, shape.Width, shape.Height, 8, frames, shape.Options, cancellationToken).ConfigureAwait(false);
            }

            var decoded = await new FrameDecoder().DecodeAllAsync(path, cancellationToken).ConfigureAwait(false);
            if (decoded.Count != ScenesPerFile * FramesPerScene)
            {
                throw new UserErrorException($"{ScenesPerFile * FramesPerScene} frames were encoded, but {decoded.Count} were decoded.");
            }

            var preprocessor = new FramePreprocessor(resolution);
            return [.. decoded.Select((frame, i) => new EncodedStill(scenes[i / FramesPerScene], Times[i % FramesPerScene], preprocessor.Apply(frame.Image)))];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static readonly double[] Times = [.. Enumerable.Range(0, FramesPerScene).Select(i => (double)i / FramesPerScene)];
}
