namespace MoTE.Indexing.Model.Bundles;

/// <summary>A file that somebody publishes, as the catalogue knows it.</summary>
public sealed record PublishedFile
{
    /// <summary>File name on this machine.</summary>
    public required string Name { get; init; }

    /// <summary>Address, http or https.</summary>
    public required Uri Url { get; init; }

    /// <summary>SHA-256, 64 lower-case hexadecimal digits; null where no publisher states it.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Length; null where it is not known.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Licence of the content, for people.</summary>
    public required string Licence { get; init; }
}
