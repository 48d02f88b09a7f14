using System.Text.Json;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>What Elasticsearch answered.</summary>
/// <param name="Status">Status of HTTP.</param>
/// <param name="Body">JSON.</param>
internal sealed record ElasticsearchAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>There is no such index or document.</summary>
    public bool IsMissing => Status == 404;

    /// <summary>Somebody else changed the document, or it is there already.</summary>
    public bool IsConflict => Status == 409;

    /// <exception cref="InvalidDataException">The body is something else.</exception>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Body.Span, ElasticsearchJson.Options) ?? throw new InvalidDataException("Elasticsearch answered with null.");
}
