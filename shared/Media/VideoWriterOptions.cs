namespace MoTE.Indexing.Media;

/// <summary>How a video is encoded: H.264 in MP4, 4:2:0.</summary>
public sealed record VideoWriterOptions
{
    /// <summary>Constant rate factor, 0 (lossless) to 51 (worst).</summary>
    /// <value>Default 23, as in x264.</value>
    public int Crf { get; init; } = 23;

    /// <summary>x264's preset, from ultrafast to veryslow.</summary>
    /// <value>Default veryfast.</value>
    public string Preset { get; init; } = "veryfast";

    /// <summary>Columns of the encoded video; null for those of the frames.</summary>
    public int? Width { get; init; }

    /// <summary>Rows of the encoded video; null for those of the frames.</summary>
    public int? Height { get; init; }

    /// <summary>Frames that must be keyframes, by number; null leaves it to the encoder.</summary>
    public IReadOnlyList<int>? KeyFrames { get; init; }

    /// <summary>Encoder threads; 1 makes the bytes independent of the machine's processors.</summary>
    /// <value>Default 1.</value>
    public int Threads { get; init; } = 1;
}
