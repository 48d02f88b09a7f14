namespace MoTE.Indexing.Search.Playback;

/// <summary>A conversion that failed.</summary>
/// <param name="Reason">One sentence.</param>
/// <param name="At">When, in the clock's ticks.</param>
internal sealed record PlaybackFailure(string Reason, long At);
