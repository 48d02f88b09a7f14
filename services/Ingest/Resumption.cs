using MassTransit;
using Microsoft.Extensions.Logging;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Ingest.Sources;

namespace MoTE.Indexing.Ingest;

/// <summary>Lets unfinished videos go on after the process that worked on them has ended: the transport has forgotten them, the catalogue has not.</summary>
public sealed class Resumption(IVideoCatalogue catalogue, ModelIdentity model, ILogger<Resumption> log)
{
    /// <summary>Requests every video of the model that is neither searchable nor rejected.</summary>
    /// <returns>The requests that were published.</returns>
    public async Task<IReadOnlyList<IngestVideo>> ResumeAsync(IPublishEndpoint publish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(publish);
        var requests = new List<IngestVideo>();
        foreach (var video in await catalogue.ListAsync(cancellationToken))
        {
            if (video.ModelFingerprint == model.Fingerprint && video.State is not (VideoState.Searchable or VideoState.Rejected))
                requests.Add(new IngestVideo { RequestId = NewId.NextGuid(), Source = StoredSource.Of(video.Id) });
        }

        foreach (var request in requests)
        {
            await publish.Publish(request, cancellationToken);
        }

        if (requests.Count > 0)
            IngestLog.Resumed(log, requests.Count);
        return requests;
    }
}
