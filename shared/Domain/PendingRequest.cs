namespace MoTE.Indexing.Domain;

/// <summary>A request to take in a video whose bytes are not stored yet.</summary>
/// <param name="Id">Chosen by whoever asked.</param>
/// <param name="Source">An http or https address.</param>
public sealed record PendingRequest(Guid Id, string Source)
{
    /// <summary>A name for people; null for the file's.</summary>
    public string? Title { get; init; }

    /// <summary>The collection to put it into; null for the default one.</summary>
    public string? Collection { get; init; }

    /// <summary>Free words; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
