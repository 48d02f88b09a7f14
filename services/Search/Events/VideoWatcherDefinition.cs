using MassTransit;

namespace MoTE.Indexing.Search.Events;

/// <summary>Every process that serves clients gets every event, on a queue of its own that goes when the process goes.</summary>
internal sealed class VideoWatcherDefinition : ConsumerDefinition<VideoWatcher>
{
    public VideoWatcherDefinition() => Endpoint(endpoint =>
    {
        endpoint.InstanceId = NewId.NextGuid().ToString("n");
        endpoint.Temporary = true;
    });
}
