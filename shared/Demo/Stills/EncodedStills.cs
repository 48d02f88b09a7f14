using MoTE.Indexing.Demo.Clips;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Stills;

/// <summary>Frames of the world as they come out of H.264 at several sizes and qualities.</summary>
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
            var random = new Random(unchecked((seed * 7919) + file));
            var sampler = new SceneSampler(random);
            var scenes = Enumerable.Range(0, ScenesPerFile)
                .Select(i => SceneSampler.Seen(() => i % 2 == 0 ? sampler.Still() : sampler.Moving(TemporalClass.All[random.Next(TemporalClass.All.Count)])))
                .ToArray();
            var passed = await SceneEncoding.PassAsync(scenes, FramesPerScene, VideoShape.Draw(random), resolution, token).ConfigureAwait(false);
            for (var i = 0; i < ScenesPerFile * FramesPerScene; i++)
            {
                var (scene, frame) = (i / FramesPerScene, i % FramesPerScene);
                stills[(file * ScenesPerFile * FramesPerScene) + i] = new EncodedStill(scenes[scene], (double)frame / FramesPerScene, passed[scene][frame]);
            }

            progress?.Report(Interlocked.Increment(ref done));
        }).ConfigureAwait(false);
        return new EncodedStills(stills);
    }
}
