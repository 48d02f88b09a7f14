using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Api;

/// <summary>How a video is cut.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Segments">In order.</param>
public sealed record SegmentsAnswer(string VideoId, IReadOnlyList<SegmentAnswer> Segments);

/// <summary>One segment.</summary>
/// <param name="Number">Its place among the video's segments, from 0.</param>
/// <param name="StartMs">Where it starts, in milliseconds.</param>
/// <param name="EndMs">Where it ends, in milliseconds.</param>
/// <param name="Thumbnail">Address of a picture of it.</param>
/// <param name="Preview">Address of its frames side by side.</param>
public sealed record SegmentAnswer(int Number, long StartMs, long EndMs, string Thumbnail, string Preview)
{
    /// <summary>What may be told of a segment.</summary>
    internal static SegmentAnswer Of(Segment segment, string modelFingerprint) => new(
        segment.Number,
        (long)segment.Start.TotalMilliseconds,
        (long)segment.End.TotalMilliseconds,
        Links.Thumbnail(segment.VideoId, modelFingerprint, segment.Number),
        Links.Preview(segment.VideoId, modelFingerprint, segment.Number));
}
