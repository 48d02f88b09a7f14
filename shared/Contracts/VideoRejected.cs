namespace MoTE.Indexing.Contracts;

/// <summary>Event of any service: a video cannot be indexed, for a reason that a person can act on.</summary>
/// <remarks>Harmless twice: it states what is so.</remarks>
public sealed record VideoRejected
{
    /// <summary>The request, where the rejection came before the bytes were known; null afterwards.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The video; null where its bytes could not be had.</summary>
    public string? VideoId { get; init; }

    /// <summary>Fingerprint of the model bundle; null where the video is not known.</summary>
    public string? ModelFingerprint { get; init; }

    /// <summary>What the request named; null where only the video is known.</summary>
    public string? Source { get; init; }

    /// <summary>One sentence.</summary>
    public required string Reason { get; init; }
}
