namespace MoTE.Indexing.Domain;

/// <summary>A segment and how well a query describes it.</summary>
/// <param name="Segment">Where it is.</param>
/// <param name="View">Its vectors, for further scoring.</param>
/// <param name="Gain">g for the archive vocabulary and the query (specification 13.3).</param>
/// <param name="Score">Cosine of s + g·t and the query (specification 13.2), -1 to 1.</param>
public sealed record SegmentMatch(Segment Segment, ViewEmbedding View, float Gain, float Score);
