using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Searching;

/// <summary>What a search found.</summary>
/// <param name="Hits">Best first; may be empty.</param>
/// <param name="Nearest">Without hits: the best segment although it is not relevant enough; null when there is no segment at all.</param>
internal sealed record SearchResult(IReadOnlyList<SearchHit> Hits, SearchHit? Nearest);
