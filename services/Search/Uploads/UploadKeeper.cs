using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Uploads;

/// <summary>At the start and then at intervals: removes uploads that have expired, and asks again for those that are finished and not taken in.</summary>
/// <remarks>A crash between the last byte and the request, or a request that came to nothing (a full disk), is made good by the next round.</remarks>
internal sealed class UploadKeeper(IUploadStore uploads, UploadRequests requests, IOptions<UploadOptions> options, TimeProvider clock, ILogger<UploadKeeper> log)
    : BackgroundService
{
    /// <summary>One round.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        foreach (var upload in await uploads.ListAsync(cancellationToken))
        {
            // Its client was told that all has come, so it waits for as long as it takes.
            if (upload is { IsFinished: true, IsTaken: false })
            {
                await requests.AskAsync(upload, cancellationToken);
            }
            else if (upload.ExpiresAt <= clock.GetUtcNow())
            {
                if (await uploads.DeleteAsync(upload.Id, cancellationToken) == UploadOutcome.Done)
                    UploadLog.Expired(log, upload.Id, upload.OffsetBytes, upload.LengthBytes);
            }
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
                await KeepAsync(stoppingToken);
            }
            catch (UserErrorException failure)
            {
                UploadLog.RoundFailed(log, failure, failure.Message);   // A read-only disk, say: the next round tries again.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
