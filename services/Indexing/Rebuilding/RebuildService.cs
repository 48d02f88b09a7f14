using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Indexing.Rebuilding;

/// <summary>Does the rebuilds that are asked for, for as long as the process runs.</summary>
internal sealed class RebuildService(RecordedRebuilds rebuilds, IOptions<RebuildOptions> options, TimeProvider clock, ILogger<RebuildService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(stoppingToken);
            await Task.Delay(options.Value.LookEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryAsync(CancellationToken stopping)
    {
        try
        {
            if (await rebuilds.RunAskedAsync(stopping) is { } done)
                IndexingLog.Rebuilt(log, done.Videos, done.Segments);
        }
        catch (OperationCanceledException)
        {
            IndexingLog.RebuildStopped(log);
        }
        catch (StoreUnavailableException away)
        {
            IndexingLog.RebuildNotNoted(log, away);
        }
        catch (Exception failure)
        {
            IndexingLog.RebuildFailed(log, failure);
        }
    }
}
