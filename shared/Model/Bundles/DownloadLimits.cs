namespace MoTE.Indexing.Model.Bundles;

/// <summary>Bounds of a download.</summary>
public sealed record DownloadLimits
{
    /// <summary>A larger file is refused. Default 8 GiB; the largest published one, MoTE L/14 with optimizer state, has about 5.2 GB.</summary>
    public long LargestFileBytes { get; init; } = 8L << 30;

    /// <summary>Attempts in a row that bring no new byte before giving up. Default 5.</summary>
    public int AttemptsWithoutProgress { get; init; } = 5;

    /// <summary>Attempts in all. Default 100.</summary>
    public int Attempts { get; init; } = 100;

    /// <summary>Wait before the second attempt; doubles with each further one without progress, up to <see cref="LongestWait"/>. Default 1 s.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait, also where a server asks for a longer one. Default 30 s.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A connection that brings nothing for this long counts as broken. Default 60 s.</summary>
    public TimeSpan StallAfter { get; init; } = TimeSpan.FromSeconds(60);
}
