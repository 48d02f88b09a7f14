using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Embedding.Batching;

/// <summary>The model, as batches see it.</summary>
internal interface IViewEncoder
{
    /// <summary>Encodes views of one frame count, of any videos, in order. One call at a time.</summary>
    IReadOnlyList<(ViewEmbedding View, ArchiveFit Fit)> Encode(IReadOnlyList<PreparedView> views);
}
