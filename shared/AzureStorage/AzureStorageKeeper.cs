using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.AzureStorage;

/// <summary>At the start and then at intervals: removes what killed processes left on its way, and copies of videos that were deleted elsewhere.</summary>
internal sealed class AzureStorageKeeper(
    BlobContainer container, AzureVideoStore videos, VideoCache cache, IOptions<AzureStorageOptions> options, TimeProvider clock, ILogger<AzureStorageKeeper> log)
    : BackgroundService
{
    /// <summary>One round.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        await RemoveLeftoversAsync(cancellationToken).ConfigureAwait(false);
        foreach (var id in cache.Videos)
        {
            if (await videos.FindAsync(id, cancellationToken).ConfigureAwait(false) is not null)
                continue;
            cache.Forget(id);
            AzureStorageLog.CopyRemoved(log, id);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RoundEvery, clock);
        do
        {
            try
            {
                await KeepAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (StoreUnavailableException failure)
            {
                AzureStorageLog.RoundFailed(log, failure, failure.Message);   // The store may not be up yet: the next round tries again.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task RemoveLeftoversAsync(CancellationToken cancellationToken)
    {
        var client = await container.OpenAsync(cancellationToken).ConfigureAwait(false);
        var oldest = clock.GetUtcNow() - options.Value.LeftoverAge;
        await BlobFailure.GuardAsync(
            async () =>
            {
                await foreach (var blob in client.GetBlobsAsync(new GetBlobsOptions { Prefix = BlobContainer.Incoming }, cancellationToken).ConfigureAwait(false))
                {
                    if (blob.Properties.LastModified < oldest && await client.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken).ConfigureAwait(false))
                        AzureStorageLog.LeftoverRemoved(log, blob.Name);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }
}
