using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Embedding;

/// <summary>Nobody listens.</summary>
internal sealed class NoEmbeddingProgress : IEmbeddingProgress
{
    public void SegmentEmbedded(Segment segment)
    {
    }
}
