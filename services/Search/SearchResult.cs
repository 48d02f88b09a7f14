namespace MoTE.Indexing.Search;

/// <summary>What a search found.</summary>
public sealed record SearchResult
{
    /// <summary>The text as given; empty where answers are like a moment.</summary>
    public required string Query { get; init; }

    /// <summary>The segment that answers are like; null for a phrase.</summary>
    public SearchHit? Like { get; init; }

    /// <summary>Name of the model that compared it.</summary>
    public required string Model { get; init; }

    /// <summary>Time to encode the text, to compare it with every segment, and to rank; loading the model not included.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>Segments that the text was compared with.</summary>
    public required long Searched { get; init; }

    /// <summary>Best first; may be empty.</summary>
    public required IReadOnlyList<SearchHit> Hits { get; init; }

    /// <summary>Where nothing is relevant enough: the best segment all the same; null when there is none at all.</summary>
    public SearchHit? Nearest { get; init; }

    /// <summary>What to ask with for the answers after these; null when there are no more.</summary>
    public string? Next { get; init; }

    /// <summary>What a person should know of how the text was read, in sentences; often none.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
