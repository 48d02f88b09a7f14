namespace MoTE.Indexing.Media.Chunks;

/// <summary>A part of a video that is worked in one go; it begins with a keyframe.</summary>
/// <param name="Number">Its place among the video's chunks, from 0.</param>
/// <param name="FirstFrame">Number of its first frame among the file's packets, from 0 in presentation order.</param>
/// <param name="FrameCount">Packets in it, at least 1.</param>
/// <param name="Start">When its first frame is shown, from the file's start.</param>
/// <param name="End">When the next chunk starts, or the video ends.</param>
public sealed record ChunkRange(int Number, int FirstFrame, int FrameCount, TimeSpan Start, TimeSpan End);
