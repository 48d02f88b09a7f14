namespace MoTE.Indexing.Media.Chunks;

/// <summary>The frames between two cuts.</summary>
/// <param name="Number">Its place among the video's shots, from 0.</param>
/// <param name="FirstFrame">Number of its first frame, from 0 in presentation order.</param>
/// <param name="FrameCount">Frames in it, at least 1.</param>
/// <param name="Start">When its first frame is shown, from the file's start.</param>
/// <param name="End">When its last frame ends.</param>
public sealed record ShotRange(int Number, int FirstFrame, int FrameCount, TimeSpan Start, TimeSpan End)
{
    /// <summary>Number of its last frame, inclusive.</summary>
    public int LastFrame => FirstFrame + FrameCount - 1;
}
