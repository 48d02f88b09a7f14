namespace MoTE.Indexing.Cli.Segments;

/// <summary>What <c>mote segments --json</c> prints.</summary>
/// <param name="Frames">Frames that decode.</param>
/// <param name="Fps">Frames per second, on average.</param>
/// <param name="DurationMs">When the last frame ends, in milliseconds from the file's start.</param>
/// <param name="Shots">What lies between cuts, in order.</param>
/// <param name="Segments">What would be searched, in order.</param>
internal sealed record SegmentsAnswer(int Frames, double Fps, long DurationMs, IReadOnlyList<FrameRange> Shots, IReadOnlyList<FrameRange> Segments);
