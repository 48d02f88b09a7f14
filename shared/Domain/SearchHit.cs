namespace MoTE.Indexing.Domain;

/// <summary>One answer to a query.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Source">Where its bytes were found last.</param>
/// <param name="Start">Where the answer starts.</param>
/// <param name="End">Where the answer ends.</param>
/// <param name="Score">Cosine of the segment at its gain and the query, -1 to 1.</param>
/// <param name="Relevance">Probability of the query against the archive vocabulary, 0 to 1.</param>
public sealed record SearchHit(VideoId VideoId, string Title, string Source, TimeSpan Start, TimeSpan End, float Score, float Relevance);
