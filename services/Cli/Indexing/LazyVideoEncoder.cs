using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Encoders;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>A bundle's video encoder, loaded when the first segment asks for it.</summary>
internal sealed class LazyVideoEncoder : IDisposable
{
    private readonly Lazy<VideoEncoder> _encoder;

    public LazyVideoEncoder(ModelBundle bundle)
    {
        _encoder = new Lazy<VideoEncoder>(() => bundle.OpenVideoEncoder());
        Embedder = new Lazy<SegmentEmbedder>(() => new SegmentEmbedder(_encoder.Value, bundle.OpenArchiveVocabulary()));
    }

    public Lazy<SegmentEmbedder> Embedder { get; }

    public void Dispose()
    {
        if (_encoder.IsValueCreated)
            _encoder.Value.Dispose();
    }
}
