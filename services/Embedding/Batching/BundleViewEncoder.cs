using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Embedding.Batching;

/// <summary>A bundle's video encoder, loaded when the first view comes: a process that finds nothing to embed needs no model in memory.</summary>
internal sealed class BundleViewEncoder : IViewEncoder, IDisposable
{
    private readonly Lazy<VideoEncoder> _encoder;
    private readonly Lazy<ArchiveVocabulary> _vocabulary;

    public BundleViewEncoder(ModelBundle bundle, IOptions<EmbeddingOptions> options)
    {
        _encoder = new Lazy<VideoEncoder>(() => bundle.OpenVideoEncoder(new EncoderOptions { Device = options.Value.Device, Precision = options.Value.Precision }));
        _vocabulary = new Lazy<ArchiveVocabulary>(bundle.OpenArchiveVocabulary);
    }

    /// <summary>Loads the model now.</summary>
    /// <exception cref="UserErrorException">The bundle cannot be loaded.</exception>
    public void Load() => _ = (_encoder.Value, _vocabulary.Value);

    public IReadOnlyList<(ViewEmbedding View, ArchiveFit Fit)> Encode(IReadOnlyList<PreparedView> views)
    {
        var pixels = new byte[views.Sum(view => view.Frames.Sum(frame => frame.Length))];
        var start = 0;
        foreach (var frame in views.SelectMany(view => view.Frames))
        {
            frame.CopyTo(pixels, start);
            start += frame.Length;
        }

        return [.. _encoder.Value.Encode(pixels, views.Count).Select(embedding => (embedding, _vocabulary.Value.Fit(embedding)))];
    }

    public void Dispose()
    {
        if (_encoder.IsValueCreated)
            _encoder.Value.Dispose();
    }
}
