namespace MoTE.Indexing.Media;

/// <summary>Bounds on what one media file may cost. Media is hostile: every bound holds whatever the file claims.</summary>
public sealed class MediaOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Media";

    /// <summary>A folder that holds ffmpeg and ffprobe.</summary>
    /// <value>Default null: the folders of PATH.</value>
    public string? FfmpegFolder { get; set; }

    /// <summary>Longest time that probing may take, listing the packets of a file included.</summary>
    /// <value>Default 5 minutes.</value>
    public TimeSpan ProbeLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest time that decoding one file may keep us waiting; time in which the consumer is busy does not count.</summary>
    /// <value>Default 1 hour.</value>
    public TimeSpan DecodeLimit { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Longest time without a sign of life from FFmpeg while we wait for it.</summary>
    /// <value>Default 60 seconds.</value>
    public TimeSpan StallLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Largest width or height that is decoded, in pixels.</summary>
    /// <value>Default 16384.</value>
    public int MaxSide { get; set; } = 16384;

    /// <summary>Most pixels that a frame may have.</summary>
    /// <value>Default 8192 × 8192.</value>
    public long MaxPixels { get; set; } = 8192L * 8192;

    /// <summary>Most frames that one file may have.</summary>
    /// <value>Default 5 million: 23 hours at 60 frames a second.</value>
    public int MaxFrames { get; set; } = 5_000_000;

    /// <summary>Most bytes of pictures that <see cref="FrameDecoder.DecodeAllAsync"/> may hold in memory at once.</summary>
    /// <value>Default 1 GiB.</value>
    public long MaxClipBytes { get; set; } = 1L << 30;

    /// <summary>Most bytes of pictures that one decoding may hand over.</summary>
    /// <value>Default 1 TiB.</value>
    public long MaxOutputBytes { get; set; } = 1L << 40;

    /// <summary>Largest single block of memory that FFmpeg may take, in bytes.</summary>
    /// <value>Default 1 GiB.</value>
    public long MaxFfmpegBlockBytes { get; set; } = 1L << 30;

    /// <summary>Most memory that one FFmpeg process may take for its data, in bytes. Kept by Linux; elsewhere only single blocks are bounded.</summary>
    /// <value>Default 8 GiB: frames of 8192 × 8192 pixels with 32 decoder threads need about 5.</value>
    public long MaxFfmpegBytes { get; set; } = 8L << 30;

    /// <summary>Most processor time that one FFmpeg process may use, all threads together. Kept by Linux.</summary>
    /// <value>Default 8 hours.</value>
    public TimeSpan CpuLimit { get; set; } = TimeSpan.FromHours(8);

    /// <summary>Decoded frames that wait for the consumer; when there are as many, FFmpeg waits.</summary>
    /// <value>Default 4.</value>
    public int FramesAhead { get; set; } = 4;

    /// <summary>Threads of FFmpeg's decoder, and of its filters.</summary>
    /// <value>Default 0: FFmpeg decides by the number of processors.</value>
    public int DecoderThreads { get; set; }
}
