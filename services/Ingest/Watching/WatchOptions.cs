namespace MoTE.Indexing.Ingest.Watching;

/// <summary>A folder whose videos are taken in as they come.</summary>
public sealed record WatchOptions
{
    /// <summary>The folder; everything in it counts, at any depth.</summary>
    public required string Folder { get; init; }

    /// <summary>A folder in it that does not count: the data folder, say. Null for none.</summary>
    public string? Except { get; init; }

    /// <summary>The collection to put the videos into; null for the default one.</summary>
    public string? Collection { get; init; }

    /// <summary>How long a file's length and time of the last change must stay the same before it is taken. Default 5 seconds.</summary>
    public TimeSpan StableFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two looks at files that are not stable yet. Default 1 second.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Time between two walks through the whole folder, because network folders report no changes. Default 1 minute.</summary>
    public TimeSpan WalkEvery { get; init; } = TimeSpan.FromMinutes(1);
}
