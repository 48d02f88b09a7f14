namespace MoTE.Indexing.Cli.Indexing;

/// <summary>What a person says of the videos beside their paths.</summary>
internal sealed record IndexRequest
{
    /// <summary>The collection to put them into; null: the default one, or the one they are in.</summary>
    public string? Collection { get; init; }

    /// <summary>A name for people; null: the file name, or the one it has.</summary>
    public string? Title { get; init; }

    /// <summary>Free words; null: none, or those it has.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
