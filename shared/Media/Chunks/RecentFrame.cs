namespace MoTE.Indexing.Media.Chunks;

/// <summary>What is remembered of a frame that went by.</summary>
/// <param name="Number">The frame.</param>
/// <param name="Time">When it is shown.</param>
/// <param name="Glimpse">A few of its pixels.</param>
internal sealed record RecentFrame(int Number, TimeSpan Time, byte[] Glimpse);
