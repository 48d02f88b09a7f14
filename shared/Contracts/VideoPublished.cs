namespace MoTE.Indexing.Contracts;

/// <summary>Event of another system: a video exists that is to be taken in. The one message that arrives as plain JSON.</summary>
/// <remarks>Harmless twice: a video is identified by the hash of its bytes, so the second time finds it taken in.</remarks>
public sealed record VideoPublished
{
    /// <summary>Chosen by whoever publishes, so that the answer can be told from others; null: one is chosen here.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>An absolute path that Ingest can read, or an http or https address.</summary>
    public required string Source { get; init; }

    /// <summary>The collection to put it into; null: the default one.</summary>
    public string? Collection { get; init; }

    /// <summary>A name for people; null: the file's name.</summary>
    public string? Title { get; init; }

    /// <summary>Free words; null: none.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
