using System.Text.Json;
using MoTE.Indexing.Soak.Clips;

namespace MoTE.Indexing.Soak.Load;

/// <summary>Plain JSON from a system that knows no .NET: <c>VideoPublished</c>.</summary>
internal sealed class PublishedWay(BrokerPublisher publisher) : IWayIn
{
    public string Name => "VideoPublished";

    public Task HandInAsync(LoadFile file, CancellationToken cancellationToken) => publisher.PublishAsync(
        "mote.video-published", "application/json", JsonSerializer.SerializeToUtf8Bytes(new { source = file.Path, collection = "published" }), cancellationToken);
}
