using MoTE.Indexing.Media;
using MoTE.Indexing.Model.Preprocessing;
using MoTE.Indexing.World.Rendering;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Clips;

/// <summary>Renders scenes, encodes them to H.264, decodes them, and scales their frames exactly as the index does.</summary>
internal static class SceneEncoding
{
    private const double Fps = 8;

    /// <summary>Sends scenes through one file, one after the other.</summary>
    /// <param name="scenes">The scenes.</param>
    /// <param name="frameCount">Frames of each; frame i is the scene at time i / frameCount.</param>
    /// <param name="shape">Size and quality.</param>
    /// <param name="resolution">Side R of the model's pictures.</param>
    /// <param name="cancellationToken">Stops FFmpeg; no file is left.</param>
    /// <returns>Per scene and frame: planar RGB, 8 bits, [3, R, R].</returns>
    public static async Task<byte[][][]> PassAsync(IReadOnlyList<Scene> scenes, int frameCount, VideoShape shape, int resolution, CancellationToken cancellationToken)
    {
        using var renderer = new SceneRenderer(shape.Width, shape.Height);
        var clips = scenes.Select(scene => Enumerable.Range(0, frameCount).Select(i => renderer.Render(scene, (double)i / frameCount)).ToArray()).ToArray();
        var passed = await VideoRoundTrip.RunAsync(clips, Fps, shape.Options, cancellationToken).ConfigureAwait(false);
        var preprocessor = new FramePreprocessor(resolution);
        return [.. passed.Select(clip => clip.Select(preprocessor.Apply).ToArray())];
    }
}
