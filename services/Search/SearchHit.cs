using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search;

/// <summary>One answer of a search.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Source">Where its bytes were found last: an absolute path or an address. For the eyes of whoever runs the program only.</param>
/// <param name="Start">Where the answer starts.</param>
/// <param name="End">Where the answer ends.</param>
/// <param name="Score">Cosine of the best segment at its gain and the query, -1 to 1.</param>
/// <param name="Relevance">How sure it is that the best segment shows what was asked for, 0 to 1.</param>
/// <param name="Segments">Numbers of its segments, ascending; one unless the answer is a moment.</param>
/// <param name="BestSegment">Number of the segment that <paramref name="Score"/> and <paramref name="Relevance"/> belong to.</param>
public sealed record SearchHit(
    VideoId VideoId, string Title, string Source, TimeSpan Start, TimeSpan End, float Score, float Relevance, IReadOnlyList<int> Segments, int BestSegment);
