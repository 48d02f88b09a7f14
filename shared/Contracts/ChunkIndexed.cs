namespace MoTE.Indexing.Contracts;

/// <summary>Event of Indexing: a chunk's segments are searchable. For those who watch.</summary>
/// <remarks>Harmless twice: it states what is so.</remarks>
public sealed record ChunkIndexed
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>Fingerprint of the model bundle.</summary>
    public required string ModelFingerprint { get; init; }

    /// <summary>The chunk, from 0.</summary>
    public required int Chunk { get; init; }

    /// <summary>Chunks of the video that are searchable.</summary>
    public required int ChunksDone { get; init; }

    /// <summary>Chunks of the video.</summary>
    public required int ChunkCount { get; init; }

    /// <summary>How long embedding and indexing it took.</summary>
    public required StageTimes Times { get; init; }
}
