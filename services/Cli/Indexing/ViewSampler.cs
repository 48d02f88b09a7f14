using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Preprocessing;
using MoTE.Indexing.Model.Sampling;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>Which frames of a segment a model sees, and what it sees of them. Safe to share between threads.</summary>
internal sealed class ViewSampler(ModelManifest manifest)
{
    private readonly FramePreprocessor _preprocessor = new(manifest.Preprocessing.Resolution);

    /// <summary>T frame numbers, from 0, of a segment of so many frames (specification 7.3, one clip).</summary>
    public IReadOnlyList<int> Sample(int frameCount) => FrameSampling.Test(frameCount, manifest.FramesPerView, clipCount: 1);

    /// <summary>Planes [3, R, R] of a decoded frame.</summary>
    public byte[] Prepare(RgbImage frame) => _preprocessor.Apply(frame);
}
