namespace MoTE.Indexing.Search;

/// <summary>What a search found.</summary>
/// <param name="Query">The text as given.</param>
/// <param name="Model">Name of the model that compared it.</param>
/// <param name="Took">Time to encode the text, to compare it with every segment, and to rank; loading the model not included.</param>
/// <param name="Hits">Best first; may be empty.</param>
/// <param name="Nearest">Without hits: the best segment although it is not relevant enough; null when there is no segment at all.</param>
public sealed record SearchResult(string Query, string Model, TimeSpan Took, IReadOnlyList<SearchHit> Hits, SearchHit? Nearest);
