using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Search.Playback;

/// <summary>Bounds of what is made so that browsers can play it.</summary>
public sealed class PlaybackOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Playback";

    /// <summary>Folder of converted videos. They can be made anew at any time.</summary>
    /// <value>Default <c>playback</c> in the data folder.</value>
    [Required(ErrorMessage = "Playback needs a folder for converted videos.")]
    public string Folder { get; set; } = "";

    /// <summary>Most bytes of converted videos; those that were not watched for longest go first.</summary>
    /// <value>Default 20 GiB.</value>
    [Range(1, long.MaxValue)]
    public long BytesMost { get; set; } = 20L << 30;

    /// <summary>Videos that are converted at a time.</summary>
    /// <value>Default 1.</value>
    [Range(1, 1000)]
    public int ConversionsMost { get; set; } = 1;

    /// <summary>Videos that may wait for their conversion; more are told to come back later.</summary>
    /// <value>Default 16.</value>
    [Range(0, 10_000)]
    public int WaitingMost { get; set; } = 16;

    /// <summary>Clips that are cut at a time.</summary>
    /// <value>Default 1.</value>
    [Range(1, 1000)]
    public int ClipsMost { get; set; } = 1;

    /// <summary>Clips that may wait for their turn; more are told to come back later.</summary>
    /// <value>Default 16.</value>
    [Range(0, 10_000)]
    public int ClipsWaitingMost { get; set; } = 16;

    /// <summary>Longest clip.</summary>
    /// <value>Default 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestClip { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Time after which a conversion that failed may be tried again.</summary>
    /// <value>Default 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "24:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMinutes(10);
}
