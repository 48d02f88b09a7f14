namespace MoTE.Indexing.Domain;

/// <summary>The unit of search: a time range of one video, at most about ten seconds long.</summary>
/// <param name="VideoId">The video it is cut from.</param>
/// <param name="Number">Its place among the video's segments, from 0.</param>
/// <param name="Start">Presentation time of its first frame, from the start of the video; whole milliseconds when stored.</param>
/// <param name="End">Presentation time at which its last frame ends; whole milliseconds when stored.</param>
/// <param name="FirstFrame">Number of its first frame, from 0 in presentation order.</param>
/// <param name="LastFrame">Number of its last frame, inclusive.</param>
public sealed record Segment(VideoId VideoId, int Number, TimeSpan Start, TimeSpan End, long FirstFrame, long LastFrame);
