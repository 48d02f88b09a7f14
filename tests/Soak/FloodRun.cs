using System.Diagnostics;
using MoTE.Indexing.Servers;
using MoTE.Indexing.Soak.Clips;
using MoTE.Indexing.Soak.Faults;
using MoTE.Indexing.Soak.Load;
using MoTE.Indexing.Soak.Services;
using MoTE.Indexing.Soak.Verdicts;

namespace MoTE.Indexing.Soak;

/// <summary>Many videos at once: they wait in the broker, and nobody takes more than it can hold.</summary>
/// <param name="material">What they are made of.</param>
internal sealed class FloodRun(Material material)
{
    private const string EmbeddedLine = " embedded; ";
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(40);

    /// <summary>Floods a deployment and waits until all is done.</summary>
    /// <param name="deployment">Flooded.</param>
    /// <param name="files">With what.</param>
    /// <param name="fault">Strikes once, when the work has begun; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<FloodResult> RunAsync(Deployment deployment, IReadOnlyList<LoadFile> files, IFault? fault, CancellationToken cancellationToken)
    {
        var (began, before) = (Stopwatch.GetTimestamp(), deployment.Services.ToDictionary(service => service.Name, service => service.ProcessorTime));
        await Flood.PublishAsync(deployment.VirtualHost.Address, files, cancellationToken);
        var accepted = Stopwatch.GetElapsedTime(began);
        using var states = new VideoStates(deployment.Search);
        var striking = StrikeAsync(states, fault, cancellationToken);
        var (done, queuePeak) = (TimeSpan.Zero, 0L);
        while (done == TimeSpan.Zero && Stopwatch.GetElapsedTime(began) < SettleLimit)
        {
            queuePeak = Math.Max(queuePeak, await QueueBytesAsync(deployment, cancellationToken));
            if (await states.CountEndedAsync(cancellationToken) >= files.Count)
                done = Stopwatch.GetElapsedTime(began);
            else
                await Task.Delay(LookEvery, cancellationToken);
        }

        await striking;
        return new FloodResult(
            files.Count,
            accepted,
            done,
            deployment.Services.ToDictionary(service => service.Name, service => service.PeakBytes),
            ProcessTree.Of(deployment.Backend.Broker.Process.Id).Sum(ProcessMemory.PeakBytes),
            queuePeak,
            deployment.Services.ToDictionary(service => service.Name, service => service.ProcessorTime - before[service.Name]),
            deployment.EmbeddingWorkers.ToDictionary(worker => worker.Name, worker => EmbeddedBy(deployment, worker)),
            await new Judge(deployment, files, material.Undisturbed).JudgeAsync(SettleLimit, cancellationToken));
    }

    private static async Task StrikeAsync(VideoStates states, IFault? fault, CancellationToken cancellationToken)
    {
        if (fault is null)
            return;
        while (await states.CountEndedAsync(cancellationToken) is null or 0)
        {
            await Task.Delay(LookEvery, cancellationToken);
        }

        await fault.StrikeAsync(cancellationToken);
    }

    private static async Task<long> QueueBytesAsync(Deployment deployment, CancellationToken cancellationToken) =>
        (await deployment.VirtualHost.ListAsync("queues", cancellationToken)).Max(queue => queue.TryGetProperty("message_bytes", out var bytes) ? bytes.GetInt64() : 0);

    private static int EmbeddedBy(Deployment deployment, SupervisedService worker) =>
        File.ReadLines(Path.Combine(deployment.Folder, worker.Name, "log.txt")).Count(line => line.Contains(EmbeddedLine, StringComparison.Ordinal));
}
