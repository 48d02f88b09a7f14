using MassTransit;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Search.Events;

/// <summary>Tells clients what the services report.</summary>
internal sealed class VideoWatcher(LiveEvents events, IVideoCatalogue catalogue, ModelIdentity model) :
    IConsumer<VideoAdvanced>, IConsumer<VideoReceived>, IConsumer<VideoRejected>
{
    public async Task Consume(ConsumeContext<VideoAdvanced> context)
    {
        var message = context.Message;
        if (!events.HasListeners || message.ModelFingerprint != model.Fingerprint)
            return;
        var video = await catalogue.FindAsync(VideoId.Parse(message.VideoId), model.Fingerprint, context.CancellationToken);
        events.Tell(video is null
            ? new LiveEvent(LiveEvent.Deleted, new DeletedNews(message.VideoId))
            : new LiveEvent(LiveEvent.Video, VideoAnswer.Of(video)));
    }

    public Task Consume(ConsumeContext<VideoReceived> context)
    {
        var message = context.Message;
        var state = message.WasSearchable ? VideoState.Searchable : VideoState.Received;
        events.Tell(new LiveEvent(LiveEvent.Ingest, new IngestNews(message.RequestId, message.VideoId, state, null)));
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<VideoRejected> context)
    {
        var message = context.Message;
        if (message.RequestId is { } request)
            events.Tell(new LiveEvent(LiveEvent.Ingest, new IngestNews(request, message.VideoId, VideoState.Rejected, message.Reason)));

        return Task.CompletedTask;
    }
}
