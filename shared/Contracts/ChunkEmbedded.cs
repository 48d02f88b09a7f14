namespace MoTE.Indexing.Contracts;

/// <summary>Event of Embedding: a chunk's vectors are stored as an artifact.</summary>
/// <remarks>Harmless twice: indexing replaces the chunk's segments by the same ones.</remarks>
public sealed record ChunkEmbedded
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>Fingerprint of the model bundle that embedded it.</summary>
    public required string ModelFingerprint { get; init; }

    /// <summary>The chunk, from 0.</summary>
    public required int Chunk { get; init; }

    /// <summary>Chunks of the video.</summary>
    public required int ChunkCount { get; init; }

    /// <summary>Name of the artifact that holds its segments.</summary>
    public required string Artifact { get; init; }

    /// <summary>How long it took; all zero when the artifact was there already.</summary>
    public StageTimes Times { get; init; } = new();
}
