namespace MoTE.Indexing.Contracts;

/// <summary>Command to Ingest: take in one video.</summary>
/// <remarks>Harmless twice: a video is identified by the hash of its bytes, so the second time finds it taken in.</remarks>
public sealed record IngestVideo
{
    /// <summary>Chosen by whoever asks; every answer about this request repeats it.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>An absolute path, an http or https address, <c>upload:ID</c> for a finished upload, or <c>video:ID</c> for a video that is stored already.</summary>
    public required string Source { get; init; }

    /// <summary>The collection to put it into; null: the default one, or the one it is in.</summary>
    public string? Collection { get; init; }

    /// <summary>A name for people; null: the file's name, or the one it has.</summary>
    public string? Title { get; init; }

    /// <summary>Free words; null: none, or those it has.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
