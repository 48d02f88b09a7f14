using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Artifacts;

/// <summary>What a chunk became: the truth from which any index can be rebuilt, and from which work goes on after an interruption.</summary>
public sealed record ChunkArtifact
{
    /// <summary>The video.</summary>
    public required VideoId VideoId { get; init; }

    /// <summary>Fingerprint of the model bundle that embedded it.</summary>
    public required string ModelFingerprint { get; init; }

    /// <summary>The bundle's name, for people; null when it is not known.</summary>
    public string? ModelName { get; init; }

    /// <summary>The chunk, from 0.</summary>
    public required int Chunk { get; init; }

    /// <summary>Chunks of the video.</summary>
    public required int ChunkCount { get; init; }

    /// <summary>Its segments in order, numbered without a gap, times in whole milliseconds; may be none.</summary>
    public required IReadOnlyList<EmbeddedSegment> Segments { get; init; }

    /// <summary>The number of the shot that each segment is in, from 0; as long as <see cref="Segments"/>.</summary>
    public required IReadOnlyList<int> Shots { get; init; }

    /// <summary>Changes with every option that changes how a video is cut; chunks of different cuts do not go together.</summary>
    public required string Cut { get; init; }

    /// <summary>For the next chunk; for the reader of chunks alone to understand.</summary>
    public required string Carry { get; init; }

    /// <summary>What a person should know of the video, in one sentence; null for nothing.</summary>
    public string? Remark { get; init; }
}
