namespace MoTE.Indexing.Contracts;

/// <summary>Event of Ingest: a request's bytes are stored, and which video they are.</summary>
/// <remarks>Harmless twice: it states what is so.</remarks>
public sealed record VideoReceived
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>SHA-256 of the bytes, 64 lower-case hexadecimal digits.</summary>
    public required string VideoId { get; init; }

    /// <summary>What the request named.</summary>
    public required string Source { get; init; }

    /// <summary>Whether it was searchable under the model already, so that nothing more is going to happen.</summary>
    public required bool WasSearchable { get; init; }
}
