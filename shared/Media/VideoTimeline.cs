namespace MoTE.Indexing.Media;

/// <summary>When each frame of a video is shown.</summary>
/// <param name="FrameTimes">Start of each frame, from the file's start; ascending, at least one.</param>
/// <param name="End">When the last frame ends; after its start.</param>
public sealed record VideoTimeline(IReadOnlyList<TimeSpan> FrameTimes, TimeSpan End)
{
    /// <summary>Numbers of the frames that are marked as decodable without those before them, ascending.</summary>
    public IReadOnlyList<int> KeyFrames { get; init; } = [];

    /// <summary>Whether every packet has its time and later keyframes come later in the file, so that a time can be sought in it.</summary>
    public bool IsSeekable { get; init; }

    /// <summary>What ffprobe complained of while it listed the packets; null for nothing.</summary>
    public string? Complaint { get; init; }
}
