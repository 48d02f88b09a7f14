using System.Diagnostics;
using System.Globalization;

namespace MoTE.Indexing.Benchmarks;

/// <summary>Times of one kind of work.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];

    public double Median => At(0.5);

    /// <summary>How often it was done.</summary>
    public int Count => _milliseconds.Count;

    /// <summary>Does the work and notes how long it took.</summary>
    public async Task<T> MeasureAsync<T>(Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        lock (_milliseconds)
        {
            _milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return result;
    }

    /// <summary>Does the work several times, one after the other.</summary>
    public static Latencies Of(int times, Action work)
    {
        var latencies = new Latencies();
        for (var i = 0; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            work();
            latencies._milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return latencies;
    }

    /// <summary>"p50 / p95" in milliseconds.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Text(Median)} / {Text(At(0.95))}");

    private static string Text(double milliseconds) => milliseconds.ToString(milliseconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private double At(double share)
    {
        lock (_milliseconds)
        {
            var sorted = _milliseconds.Order().ToList();
            return sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)];
        }
    }
}
