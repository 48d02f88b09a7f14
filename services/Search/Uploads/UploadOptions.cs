using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Search.Uploads;

/// <summary>Bounds of uploads.</summary>
public sealed class UploadOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Uploads";

    /// <summary>A larger file is refused, in bytes.</summary>
    /// <value>Default 32 GiB.</value>
    [Range(1, long.MaxValue)]
    public long LargestBytes { get; set; } = 32L << 30;

    /// <summary>Unfinished uploads at a time.</summary>
    /// <value>Default 200.</value>
    [Range(1, 100_000)]
    public int UnfinishedMost { get; set; } = 200;

    /// <summary>Time after its last piece when an upload is removed, unless all has come and its video is not taken in yet.</summary>
    /// <value>Default 24 hours.</value>
    public TimeSpan ExpireAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Time between two rounds that remove what has expired and ask again for what is finished and not taken in.</summary>
    /// <value>Default 1 hour.</value>
    public TimeSpan RoundEvery { get; set; } = TimeSpan.FromHours(1);
}
