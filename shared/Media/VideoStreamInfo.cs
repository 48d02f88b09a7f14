namespace MoTE.Indexing.Media;

/// <summary>What a file's headers say of its first real video stream. Containers may lie: only decoding counts frames.</summary>
public sealed record VideoStreamInfo
{
    /// <summary>The stream's number within the file, from 0.</summary>
    public required int StreamIndex { get; init; }

    /// <summary>FFmpeg's names of the container format, comma separated.</summary>
    public required string Container { get; init; }

    /// <summary>FFmpeg's name of the codec.</summary>
    public required string Codec { get; init; }

    /// <summary>FFmpeg's name of the pixel format; null when unknown.</summary>
    public string? PixelFormat { get; init; }

    /// <summary>Columns as stored, before rotation.</summary>
    public required int StoredWidth { get; init; }

    /// <summary>Rows as stored, before rotation.</summary>
    public required int StoredHeight { get; init; }

    /// <summary>Degrees by which a player turns the frames clockwise, 0 to 359.</summary>
    public int RotationDegrees { get; init; }

    /// <summary>Width of a pixel divided by its height, as stored; 1 when unknown.</summary>
    public double PixelAspectRatio { get; init; } = 1;

    /// <summary>Columns of a decoded frame: rotated, pixels as they are.</summary>
    public int FrameWidth => IsTurned ? StoredHeight : StoredWidth;

    /// <summary>Rows of a decoded frame: rotated, pixels as they are.</summary>
    public int FrameHeight => IsTurned ? StoredWidth : StoredHeight;

    /// <summary>Columns on a screen with square pixels, after rotation.</summary>
    public int DisplayWidth => IsTurned ? StoredHeight : Stretched(StoredWidth);

    /// <summary>Rows on a screen with square pixels, after rotation.</summary>
    public int DisplayHeight => IsTurned ? Stretched(StoredWidth) : StoredHeight;

    /// <summary>Average frames per second; null when unknown.</summary>
    public double? FrameRate { get; init; }

    /// <summary>Claimed length of the stream, or of the file; null when unknown.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The file's earliest presentation time. Frame times are counted from here, as <c>ffmpeg -ss</c> does.</summary>
    public TimeSpan FileStart { get; init; }

    /// <summary>Claimed number of frames; null when the container has none.</summary>
    public long? ClaimedFrames { get; init; }

    /// <summary>FFmpeg's name of the first sound stream's codec; null without sound.</summary>
    public string? AudioCodec { get; init; }

    /// <summary>Whether the file has sound.</summary>
    public bool HasAudio => AudioCodec is not null;

    private bool IsTurned => RotationDegrees is 90 or 270;

    private int Stretched(int width) => Math.Max(1, (int)Math.Round(width * PixelAspectRatio));
}
