namespace MoTE.Indexing.Search.Playback;

/// <summary>One conversion that waits or is at work.</summary>
internal sealed class PlaybackConversion : IProgress<TimeSpan>, IDisposable
{
    private readonly CancellationTokenSource _cancelled = new();
    private long _doneTicks;

    /// <summary>Cancelled when the video is deleted, or the process stops.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>How much of the video is converted.</summary>
    public TimeSpan Done => new(Interlocked.Read(ref _doneTicks));

    /// <summary>Completes, never with an exception, when all is over.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    public void Report(TimeSpan value) => Interlocked.Exchange(ref _doneTicks, value.Ticks);

    /// <summary>Stops the work; for conversions that are not disposed.</summary>
    public Task StopAsync() => Task.WhenAll(_cancelled.CancelAsync(), Work);

    public void Dispose() => _cancelled.Dispose();
}
