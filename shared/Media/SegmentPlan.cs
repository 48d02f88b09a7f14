namespace MoTE.Indexing.Media;

/// <summary>How a file is going to be cut, from its packets alone.</summary>
/// <param name="Path">The file.</param>
/// <param name="Info">Its video stream.</param>
/// <param name="Timeline">When its frames are shown.</param>
/// <param name="Longest">The longest a segment may last.</param>
/// <param name="Segments">The segments; a damaged file can decode to fewer.</param>
public sealed record SegmentPlan(string Path, VideoStreamInfo Info, VideoTimeline Timeline, TimeSpan Longest, IReadOnlyList<SegmentRange> Segments);
