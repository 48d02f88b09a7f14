using System.Diagnostics;
using System.Globalization;

namespace MoTE.Indexing.Benchmarks;

/// <summary>Times of one kind of work.</summary>
internal sealed class Latencies
{
    private readonly Lock _lock = new();
    private readonly List<double> _milliseconds = [];
    private TimeSpan _processorAtFirst;
    private TimeSpan _processorAtLast;

    /// <summary>How often it was done.</summary>
    public int Count => _milliseconds.Count;

    /// <summary>The middle of the times by the clock on the wall.</summary>
    public double Median => At(0.5);

    /// <summary>Processor time of the whole program for each of them, on all cores together: it says less of what else the machine does.</summary>
    public double ProcessorMilliseconds => (_processorAtLast - _processorAtFirst).TotalMilliseconds / Count;

    /// <summary>Does the work and notes how long it took.</summary>
    public async Task<T> MeasureAsync<T>(Func<Task<T>> work)
    {
        Note(first: true);
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Note(first: false);
        lock (_lock)
        {
            _milliseconds.Add(took);
        }

        return result;
    }

    /// <summary>"p50 / p95" in milliseconds.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Text(Median)} / {Text(At(0.95))}");

    private static string Text(double milliseconds) => milliseconds.ToString(milliseconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private void Note(bool first)
    {
        var now = Environment.CpuUsage.TotalTime;
        lock (_lock)
        {
            _processorAtFirst = first && _processorAtFirst == TimeSpan.Zero ? now : _processorAtFirst;
            _processorAtLast = now > _processorAtLast ? now : _processorAtLast;
        }
    }

    private double At(double share)
    {
        lock (_lock)
        {
            var sorted = _milliseconds.Order().ToList();
            return sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)];
        }
    }
}
