using System.Text.Json;
using MoTE.Indexing.Soak.Clips;

namespace MoTE.Indexing.Soak.Load;

/// <summary>The system's own request: <c>IngestVideo</c> in an envelope.</summary>
internal sealed class RequestWay(BrokerPublisher publisher) : IWayIn
{
    public string Name => "IngestVideo";

    public Task HandInAsync(LoadFile file, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        var envelope = new
        {
            messageId = id,
            messageType = new[] { "urn:message:MoTE.Indexing.Contracts:IngestVideo" },
            message = new { requestId = id, source = file.Path },
        };
        return publisher.PublishAsync("mote.ingest-video", "application/vnd.masstransit+json", JsonSerializer.SerializeToUtf8Bytes(envelope), cancellationToken);
    }
}
