namespace MoTE.Indexing.Media;

/// <summary>The frames that were sampled from one segment.</summary>
/// <typeparam name="TFrame">What a frame was made into.</typeparam>
/// <param name="Range">The segment; its times are those of the decoded frames.</param>
/// <param name="Shot">Number of the shot that it is in, from 0.</param>
/// <param name="FrameNumbers">Which frames of the video, from 0, in the order of the sampling; frames repeat in segments shorter than the view.</param>
/// <param name="Frames">What was made of each of them; repeated frames are the same object.</param>
public sealed record SegmentView<TFrame>(SegmentRange Range, int Shot, IReadOnlyList<int> FrameNumbers, IReadOnlyList<TFrame> Frames);
