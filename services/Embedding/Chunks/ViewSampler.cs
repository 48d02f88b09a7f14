using MoTE.Indexing.Domain;
using MoTE.Indexing.Embedding.Batching;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Preprocessing;
using MoTE.Indexing.Model.Sampling;

namespace MoTE.Indexing.Embedding.Chunks;

/// <summary>Which frames of a segment a model sees, and what it sees of them. Safe to share between threads.</summary>
/// <param name="bundle">The model.</param>
internal sealed class ViewSampler(ModelBundle bundle)
{
    private readonly FramePreprocessor _preprocessor = bundle.CreatePreprocessor();

    /// <summary>T frame numbers, from 0, of a segment of so many frames (specification 7.3, one clip).</summary>
    public IReadOnlyList<int> Sample(int frameCount) => FrameSampling.Test(frameCount, bundle.Manifest.FramesPerView, clipCount: 1);

    /// <summary>Planes [3, R, R] of each picture; a picture that is repeated is worked once.</summary>
    public PreparedView Prepare(IReadOnlyList<RgbImage> pictures)
    {
        var planes = pictures.Distinct().ToDictionary(picture => picture, _preprocessor.Apply);
        return new PreparedView([.. pictures.Select(picture => planes[picture])]);
    }
}
