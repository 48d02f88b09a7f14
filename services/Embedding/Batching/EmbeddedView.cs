using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Embedding.Batching;

/// <summary>What the model made of a view.</summary>
/// <param name="View">Its vectors.</param>
/// <param name="Fit">How the archive vocabulary fits it.</param>
/// <param name="Took">Its share of the time of the batch that it was encoded in.</param>
internal sealed record EmbeddedView(ViewEmbedding View, ArchiveFit Fit, TimeSpan Took);
