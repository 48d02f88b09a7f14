using System.Diagnostics;
using MoTE.Indexing.Servers;

namespace MoTE.Indexing.Benchmarks.Pipeline;

/// <summary>What a part took.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="ProcessorSeconds">Of all threads, FFmpeg's included.</param>
internal sealed record PartTimes(double Seconds, double ProcessorSeconds)
{
    /// <summary>Measures a part.</summary>
    public static async Task<PartTimes> OfAsync(Func<Task> part)
    {
        var (began, processor) = (Stopwatch.GetTimestamp(), ProcessorTime.Of(Environment.ProcessId));
        await part();
        return new PartTimes(Stopwatch.GetElapsedTime(began).TotalSeconds, (ProcessorTime.Of(Environment.ProcessId) - processor).TotalSeconds);
    }
}
