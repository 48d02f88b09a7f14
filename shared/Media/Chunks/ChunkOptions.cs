using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
using MoTE.Indexing.Media.Shots;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>How a video is divided: into chunks for the work, into shots and segments for search.</summary>
public sealed class ChunkOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Chunks";

    /// <summary>The least that a chunk lasts; it ends with the first keyframe after that. It changes no segment.</summary>
    /// <value>Default 2 minutes.</value>
    public TimeSpan ChunkLength { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The longest a segment may last.</summary>
    /// <value>Default 10 seconds.</value>
    public TimeSpan LongestSegment { get; set; } = SegmentPlanner.DefaultLongest;

    /// <summary>Short side of the pictures that leave FFmpeg, in pixels; smaller videos stay as they are. At least the side of the model's input.</summary>
    /// <value>Default 224.</value>
    [Range(16, 4096)]
    public int ShortSide { get; set; } = 224;

    /// <summary>
    /// Reads twice, first the cuts and then the view frames at full size and at exactly the sampled positions, so that the model sees what the
    /// published preprocessing makes of them.
    /// </summary>
    /// <value>Default false: FFmpeg scales, and everything is read once.</value>
    public bool Exact { get; set; }

    /// <summary>Most pictures that are held of a shot whose end is not known yet; in a long shot every second, fourth, … picture is held.</summary>
    /// <value>Default 512.</value>
    [Range(32, 65536)]
    public int MaxHeldFrames { get; set; } = 512;

    /// <summary>Most bytes of pictures that are held while a shot's end is not known. Very wide pictures are held less often.</summary>
    /// <value>Default 256 MiB.</value>
    [Range(1L << 20, 1L << 40)]
    public long MaxHeldBytes { get; set; } = 256L << 20;

    /// <summary>How cuts are found.</summary>
    public ShotOptions Shots { get; set; } = new();

    /// <summary>A short text that changes with every option and with the cut detector: chunks of one video go together only when they have the same.</summary>
    public string Fingerprint() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Detector = ShotDetector.Version, Options = this })).AsSpan(0, 8));
}
