namespace MoTE.Indexing.Domain;

/// <summary>A video that comes in pieces from a client.</summary>
public sealed record Upload
{
    /// <summary>Identity, which nobody can guess; also the number of the request to take the video in.</summary>
    public required Guid Id { get; init; }

    /// <summary>Bytes that it is going to have.</summary>
    public required long LengthBytes { get; init; }

    /// <summary>Bytes that are there.</summary>
    public long OffsetBytes { get; init; }

    /// <summary>A file name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Most characters of <see cref="Metadata"/>: what every store can keep beside an upload.</summary>
    public const int LongestMetadata = 4096;

    /// <summary>What the client said of it, as it said it: at most <see cref="LongestMetadata"/> ASCII characters; empty for nothing.</summary>
    public string Metadata { get; init; } = "";

    /// <summary>When it may be removed, unless it is finished and not taken.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether the video store has its bytes, so that none are kept here.</summary>
    public bool IsTaken { get; init; }

    /// <summary>The video that its bytes are, once they are on their way to the video store or there; null before.</summary>
    public VideoId? Video { get; init; }

    /// <summary>Whether every byte has come.</summary>
    public bool IsFinished => OffsetBytes == LengthBytes;
}
