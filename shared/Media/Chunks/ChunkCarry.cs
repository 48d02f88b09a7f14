namespace MoTE.Indexing.Media.Chunks;

/// <summary>What one chunk hands to the next: where its work begins, and how to find that place again. Made to be kept as JSON.</summary>
/// <param name="FirstFrame">The first frame that no earlier chunk owns, counted from 0 among the frames that decode.</param>
/// <param name="FirstSegment">The number of the next segment.</param>
public sealed record ChunkCarry(int FirstFrame, int FirstSegment)
{
    /// <summary>What the first chunk begins with.</summary>
    public static ChunkCarry Start { get; } = new(0, 0);

    /// <summary>When the first frame is shown, from the file's start.</summary>
    public TimeSpan FirstTime { get; init; }

    /// <summary>The number of the shot that the first frame is in.</summary>
    public int Shot { get; init; }

    /// <summary>The first frame of that shot; before <see cref="FirstFrame"/> when earlier chunks own a part of it.</summary>
    public int ShotFirstFrame { get; init; }

    /// <summary>When that shot starts.</summary>
    public TimeSpan ShotStart { get; init; }

    /// <summary>The frame that decoding has to begin with, so that cuts are found as if the whole video went by.</summary>
    public int ReadFrom { get; init; }

    /// <summary>When that frame is shown.</summary>
    public TimeSpan ReadFromTime { get; init; }

    /// <summary>A few pixels of that frame in Base64, to know that it was found again; null at the video's start.</summary>
    public string? Glimpse { get; init; }

    /// <summary>FFmpeg complained of what was decoded so far.</summary>
    public bool Complained { get; init; }

    /// <summary>Nothing is left: all chunks that follow are empty.</summary>
    public bool IsEnd { get; init; }
}
