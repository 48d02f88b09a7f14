namespace MoTE.Indexing.Media.Chunks;

/// <summary>A frame that work can begin with, and the frame that decoding must begin with for that.</summary>
/// <param name="Number">The frame.</param>
/// <param name="Time">When it is shown.</param>
/// <param name="ReadFrom">Where decoding begins.</param>
internal sealed record FramePlace(int Number, TimeSpan Time, RecentFrame ReadFrom);
