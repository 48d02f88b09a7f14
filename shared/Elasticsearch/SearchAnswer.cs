using System.Text.Json;
using System.Text.Json.Serialization;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>What a search found.</summary>
internal sealed record SearchAnswer<TDocument>(SearchHits<TDocument> Hits, string? PitId);

/// <summary>Part of <see cref="SearchAnswer{TDocument}"/>.</summary>
internal sealed record SearchHits<TDocument>(IReadOnlyList<SearchHit<TDocument>> Hits);

/// <summary>A document that was found, and its place in the order that was asked for.</summary>
internal sealed record SearchHit<TDocument>
{
    [JsonPropertyName("_index")]
    public required string Index { get; init; }

    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    [JsonPropertyName("_source")]
    public TDocument? Source { get; init; }

    public JsonElement[]? Sort { get; init; }
}
