using System.Text.Json.Serialization;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>A document and the version that a change of it has to name.</summary>
internal sealed record StoredDocument<TDocument>
{
    [JsonPropertyName("_source")]
    public required TDocument Source { get; init; }

    [JsonPropertyName("_seq_no")]
    public required long SequenceNumber { get; init; }

    [JsonPropertyName("_primary_term")]
    public required long PrimaryTerm { get; init; }
}
