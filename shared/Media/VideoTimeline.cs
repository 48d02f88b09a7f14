namespace MoTE.Indexing.Media;

/// <summary>When each frame of a video is shown.</summary>
/// <param name="FrameTimes">Start of each frame, from the file's start; ascending, at least one.</param>
/// <param name="End">When the last frame ends; after its start.</param>
public sealed record VideoTimeline(IReadOnlyList<TimeSpan> FrameTimes, TimeSpan End);
