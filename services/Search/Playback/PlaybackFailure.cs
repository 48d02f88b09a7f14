namespace MoTE.Indexing.Search.Playback;

/// <summary>A conversion that failed.</summary>
/// <param name="Reason">One sentence.</param>
/// <param name="IsOfTheStore">Whether it lies in the store, not in the video.</param>
/// <param name="At">When, in the clock's ticks.</param>
internal sealed record PlaybackFailure(string Reason, bool IsOfTheStore, long At);
