namespace MoTE.Indexing.Contracts;

/// <summary>Event of any service: a video's catalogue entry changed (probed, a chunk more, searchable, rejected). For those who watch.</summary>
/// <remarks>Harmless twice: watchers read the entry anew.</remarks>
public sealed record VideoAdvanced
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>Fingerprint of the model bundle.</summary>
    public required string ModelFingerprint { get; init; }
}
