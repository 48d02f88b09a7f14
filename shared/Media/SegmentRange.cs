using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media;

/// <summary>One of the parts that a video is divided into, before it is known which video that is.</summary>
/// <param name="Number">Its place among the video's segments, from 0.</param>
/// <param name="FirstFrame">Number of its first frame, from 0 in presentation order.</param>
/// <param name="FrameCount">Frames in it, at least 1.</param>
/// <param name="Start">When its first frame is shown, from the file's start.</param>
/// <param name="End">When its last frame ends.</param>
public sealed record SegmentRange(int Number, int FirstFrame, int FrameCount, TimeSpan Start, TimeSpan End)
{
    /// <summary>Number of its last frame, inclusive.</summary>
    public int LastFrame => FirstFrame + FrameCount - 1;

    /// <summary>The number of the first frame after it.</summary>
    public int EndFrame => FirstFrame + FrameCount;

    /// <summary>The segment of a video.</summary>
    public Segment Of(VideoId video) => new(video, Number, Start, End, FirstFrame, LastFrame);
}
