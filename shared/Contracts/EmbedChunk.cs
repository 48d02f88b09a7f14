namespace MoTE.Indexing.Contracts;

/// <summary>Command to Embedding: decode one chunk, cut it, embed its segments.</summary>
/// <remarks>Harmless twice: the artifact that it writes has a name made of its own properties, and the same bytes give the same vectors.</remarks>
public sealed record EmbedChunk
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>Fingerprint of the model bundle to embed with.</summary>
    public required string ModelFingerprint { get; init; }

    /// <summary>The chunk, from 0.</summary>
    public required int Chunk { get; init; }

    /// <summary>Chunks of the video.</summary>
    public required int ChunkCount { get; init; }

    /// <summary>What the chunk before handed on, for the reader of the next chunk alone to understand; null for the first chunk.</summary>
    public string? Carry { get; init; }
}
