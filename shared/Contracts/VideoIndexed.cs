namespace MoTE.Indexing.Contracts;

/// <summary>Event of Indexing: every segment of a video is searchable.</summary>
/// <remarks>Harmless twice: it states what is so.</remarks>
public sealed record VideoIndexed
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>Fingerprint of the model bundle.</summary>
    public required string ModelFingerprint { get; init; }

    /// <summary>Its segments in the index.</summary>
    public required int Segments { get; init; }

    /// <summary>Its length in milliseconds.</summary>
    public required long DurationMs { get; init; }

    /// <summary>What a person should know of it although it is searchable, in one sentence; null for nothing.</summary>
    public string? Remark { get; init; }
}
