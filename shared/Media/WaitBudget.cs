using System.Diagnostics;

namespace MoTE.Indexing.Media;

/// <summary>Limits how long we wait for a program: in all, and without a sign of life. Time between waits does not count.</summary>
internal sealed class WaitBudget : IDisposable
{
    private readonly CancellationTokenSource _spent = new();
    private readonly Lock _lock = new();
    private readonly TimeSpan _stallLimit;
    private TimeSpan _left;
    private long _waitingSince;

    public WaitBudget(TimeSpan total, TimeSpan stallLimit) => (_left, _stallLimit) = (total, stallLimit);

    /// <summary>Cancelled when a limit is reached.</summary>
    public CancellationToken Spent => _spent.Token;

    /// <summary>A wait begins.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _waitingSince = Stopwatch.GetTimestamp();
            Arm();
        }
    }

    /// <summary>The program gave a sign of life; may be called from any thread.</summary>
    public void Alive()
    {
        lock (_lock)
        {
            if (_waitingSince == 0) return;
            Charge();
            Arm();
        }
    }

    /// <summary>The wait is over.</summary>
    public void End()
    {
        lock (_lock)
        {
            Charge();
            _waitingSince = 0;
            _spent.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _waitingSince = 0;
            _spent.Dispose();
        }
    }

    private void Charge()
    {
        var now = Stopwatch.GetTimestamp();
        _left -= Stopwatch.GetElapsedTime(_waitingSince, now);
        _waitingSince = now;
    }

    private void Arm() => _spent.CancelAfter(_left <= TimeSpan.Zero ? TimeSpan.Zero : _left < _stallLimit ? _left : _stallLimit);
}
