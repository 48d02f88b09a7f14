using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Media.Conversion;

/// <summary>Bounds on what one conversion may cost, and how its result looks.</summary>
public sealed class Mp4ConversionOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Playback:Conversion";

    /// <summary>Most rows (of an upright picture: columns) of a picture that is made anew, in pixels; smaller ones are not enlarged.</summary>
    /// <value>Default 720.</value>
    [Range(16, 16384)]
    public int ShorterSideMost { get; set; } = 720;

    /// <summary>Quality of H.264, 0 (best) to 51.</summary>
    /// <value>Default 23.</value>
    [Range(0, 51)]
    public int Crf { get; set; } = 23;

    /// <summary>Speed against size of H.264.</summary>
    /// <value>Default <c>veryfast</c>.</value>
    [RegularExpression("ultrafast|superfast|veryfast|faster|fast|medium|slow|slower|veryslow|placebo")]
    public string Preset { get; set; } = "veryfast";

    /// <summary>Threads of the decoder, and of the encoder.</summary>
    /// <value>Default half of the processors, at least 1.</value>
    [Range(1, 1024)]
    public int Threads { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Longest time that a conversion may take.</summary>
    /// <value>Default 4 hours.</value>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Longest time without progress.</summary>
    /// <value>Default 2 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan StallLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Most bytes of the result.</summary>
    /// <value>Default 16 GiB.</value>
    [Range(1, long.MaxValue)]
    public long OutputBytesMost { get; set; } = 16L << 30;
}
