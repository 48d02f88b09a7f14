using MoTE.Indexing.Demo.Clips;
using MoTE.Indexing.Model.Sampling;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Evaluation;

/// <summary>Makes videos of scenes and samples their frames as the index does.</summary>
internal static class SceneFilms
{
    private const int FramesPerClip = 24;
    private const int ClipsPerFile = 8;

    /// <summary>Renders, encodes and decodes scenes; of each, the T frames of the published sampling.</summary>
    /// <param name="scenes">The scenes.</param>
    /// <param name="frames">T.</param>
    /// <param name="resolution">Side R of the model's pictures.</param>
    /// <param name="seed">Draws sizes and qualities.</param>
    /// <param name="progress">Receives the number of clips of each finished file.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Per scene: planar RGB, 8 bits, [T, 3, R, R].</returns>
    public static async Task<byte[][]> MakeAsync(
        IReadOnlyList<Scene> scenes, int frames, int resolution, int seed, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var films = new byte[scenes.Count][];
        var offsets = FrameSampling.Validation(FramesPerClip, frames);
        await Parallel.ForEachAsync(Enumerable.Range(0, scenes.Count).Chunk(ClipsPerFile), cancellationToken, async (chunk, token) =>
        {
            var shape = VideoShape.Draw(new Random(unchecked(EvaluationScenes.SeedBase + (31 * seed) + chunk[0])));
            var passed = await SceneEncoding.PassAsync([.. chunk.Select(i => scenes[i])], FramesPerClip, shape, resolution, token).ConfigureAwait(false);
            foreach (var (scene, film) in chunk.Zip(passed))
            {
                films[scene] = [.. offsets.SelectMany(offset => film[offset])];
            }

            progress?.Report(chunk.Length);
        }).ConfigureAwait(false);
        return films;
    }
}
