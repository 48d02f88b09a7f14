using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Embedding;

/// <summary>Hears of every segment that is embedded, from several threads; for those who show progress finer than chunks.</summary>
public interface IEmbeddingProgress
{
    /// <summary>A segment is embedded; segments of a video come in order.</summary>
    void SegmentEmbedded(Segment segment);
}
