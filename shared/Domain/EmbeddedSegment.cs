namespace MoTE.Indexing.Domain;

/// <summary>A segment with what the model knows of it.</summary>
/// <param name="Segment">Where it is.</param>
/// <param name="View">Its vectors.</param>
/// <param name="Fit">How the archive vocabulary fits it.</param>
public sealed record EmbeddedSegment(Segment Segment, ViewEmbedding View, ArchiveFit Fit);
