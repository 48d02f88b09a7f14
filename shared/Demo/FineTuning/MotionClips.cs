using MoTE.Indexing.Demo.Clips;
using MoTE.Indexing.Model.Preprocessing;
using MoTE.Indexing.World.Rendering;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.FineTuning;

/// <summary>Clips of the fine-tuning classes, eight frames each; a share of them through H.264.</summary>
internal static class MotionClips
{
    private const int ClipsPerFile = 8;

    // File frames per sampled frame: what lies between the sampled frames is encoded too, as in a real video.
    private const int FramesPerSample = 2;

    /// <summary>Makes a group of clips; the same group number gives the same clips.</summary>
    /// <param name="group">Number of the group.</param>
    /// <param name="count">Clips of the group; a multiple of 8.</param>
    /// <param name="frames">T.</param>
    /// <param name="resolution">Side R of the model's pictures.</param>
    /// <param name="seed">Draws the scenes.</param>
    /// <param name="encodedShare">Share of the clips that go through H.264.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <returns>Planar RGB, 8 bits, [count, T, 3, R, R], and a label per clip.</returns>
    public static async Task<(byte[] Pixels, int[] Labels)> MakeAsync(
        int group, int count, int frames, int resolution, int seed, double encodedShare, CancellationToken cancellationToken)
    {
        var random = new Random(unchecked((seed * 15_485_863) + group));
        var sampler = new SceneSampler(random);
        var frameSize = 3 * resolution * resolution;
        var pixels = new byte[(long)count * frames * frameSize];
        var labels = new int[count];
        var preprocessor = new FramePreprocessor(resolution);
        using var renderer = new SceneRenderer(resolution, resolution);
        for (var first = 0; first < count; first += ClipsPerFile)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var scenes = Enumerable.Range(0, ClipsPerFile).Select(_ => FineTuningClasses.Draw(sampler, random.Next(FineTuningClasses.Names.Count))).ToArray();
            var passed = random.NextDouble() < encodedShare
                ? await SceneEncoding.PassAsync(scenes, frames * FramesPerSample, VideoShape.Draw(random), resolution, cancellationToken).ConfigureAwait(false)
                : null;
            for (var i = 0; i < ClipsPerFile; i++)
            {
                labels[first + i] = FineTuningClasses.LabelOf(scenes[i]);
                for (var frame = 0; frame < frames; frame++)
                {
                    var target = pixels.AsSpan((((first + i) * frames) + frame) * frameSize, frameSize);
                    if (passed is null)
                    {
                        preprocessor.Apply(renderer.Render(scenes[i], (double)frame / frames), target);
                    }
                    else
                    {
                        passed[i][frame * FramesPerSample].CopyTo(target);
                    }
                }
            }
        }

        return (pixels, labels);
    }
}
