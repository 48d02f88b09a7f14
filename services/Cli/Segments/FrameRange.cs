namespace MoTE.Indexing.Cli.Segments;

/// <summary>A shot or a segment as <c>mote segments</c> prints it.</summary>
/// <param name="FirstFrame">Number of its first frame, from 0.</param>
/// <param name="LastFrame">Number of its last frame.</param>
/// <param name="StartMs">When its first frame is shown, in milliseconds from the file's start.</param>
/// <param name="EndMs">When its last frame ends.</param>
internal sealed record FrameRange(int FirstFrame, int LastFrame, long StartMs, long EndMs)
{
    public static FrameRange Of(int firstFrame, int lastFrame, TimeSpan start, TimeSpan end) => new(firstFrame, lastFrame, Milliseconds(start), Milliseconds(end));

    public static long Milliseconds(TimeSpan time) => (long)Math.Round(time.TotalMilliseconds);
}
