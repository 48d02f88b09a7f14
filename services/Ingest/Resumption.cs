using MassTransit;
using Microsoft.Extensions.Logging;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Ingest.Sources;

namespace MoTE.Indexing.Ingest;

/// <summary>Lets unfinished videos go on when the transport has forgotten them and the catalogue has not: after the process has ended whose memory it was, or after a broker was lost.</summary>
public sealed class Resumption(IVideoCatalogue catalogue, IPendingRequests pending, ModelIdentity model, ILogger<Resumption> log)
{
    /// <summary>Every video of the model that is neither searchable nor rejected, and the request that lets it go on.</summary>
    public async Task<IReadOnlyList<(Video Video, IngestVideo Request)>> FindAsync(CancellationToken cancellationToken)
    {
        var unfinished = (await catalogue.ListAsync(cancellationToken))
            .Where(video => video.ModelFingerprint == model.Fingerprint && video.State is not (VideoState.Searchable or VideoState.Rejected))
            .Select(video => (video, new IngestVideo { RequestId = NewId.NextGuid(), Source = StoredSource.Of(video.Id) }))
            .ToList();
        if (unfinished.Count > 0)
            IngestLog.Resumed(log, unfinished.Count);
        return unfinished;
    }

    /// <summary>Requests that were kept and not answered.</summary>
    public async Task<IReadOnlyList<IngestVideo>> FindUnansweredAsync(CancellationToken cancellationToken) => [.. (await pending.ListAsync(cancellationToken)).Select(request => new IngestVideo
    {
        RequestId = request.Id,
        Source = request.Source,
        Title = request.Title,
        Collection = request.Collection,
        Tags = request.Tags,
    })];

    /// <summary>Lets all of them go on, and asks again for what was not answered.</summary>
    /// <returns>How many unfinished videos go on.</returns>
    public async Task<int> ResumeAsync(IPublishEndpoint publish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(publish);
        var unfinished = await FindAsync(cancellationToken);
        foreach (var request in unfinished.Select(pair => pair.Request).Concat(await FindUnansweredAsync(cancellationToken)))
        {
            await publish.PublishAsync(request, cancellationToken);
        }

        return unfinished.Count;
    }
}
