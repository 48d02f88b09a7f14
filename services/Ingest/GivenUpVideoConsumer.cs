using MassTransit;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Hosting.Telemetry;

namespace MoTE.Indexing.Ingest;

/// <summary>Rejects videos whose message has become a dead letter, so that every video comes to an end. It gets copies: the dead letters themselves are kept for an operator.</summary>
internal sealed class GivenUpVideoConsumer(IVideoCatalogue catalogue, EnteredVideos entered, ModelIdentity model) : IConsumer<IngestVideo>, IConsumer<EmbedChunk>, IConsumer<ChunkEmbedded>
{
    private const string ProcessEnded = "each process that worked on it ended before it was done.";

    public async Task Consume(ConsumeContext<IngestVideo> context)
    {
        var (request, reason) = (context.Message, Reason(context));
        await context.PublishAsync(new VideoRejected { RequestId = request.RequestId, Source = request.Source, Reason = reason }, context.CancellationToken);
        var videos = await entered.OfAsync(request.Source, context.CancellationToken);
        if (videos.Count == 0)
            PipelineMetrics.VideoRejected(RejectReasons.GivenUp);
        foreach (var id in videos)
        {
            await RejectAsync(context, id, model.Fingerprint, reason);
        }
    }

    public Task Consume(ConsumeContext<EmbedChunk> context) =>
        RejectAsync(context, VideoId.Parse(context.Message.VideoId), context.Message.ModelFingerprint, Reason(context));

    public Task Consume(ConsumeContext<ChunkEmbedded> context) =>
        RejectAsync(context, VideoId.Parse(context.Message.VideoId), context.Message.ModelFingerprint, Reason(context));

    // A service that gave up left what failed beside the message; a process that ended could not.
    private static string Reason(ConsumeContext context)
    {
        var beside = context.ReceiveContext.TransportHeaders;
        var cause = beside.Get<string>(MessageHeaders.FaultExceptionType) is { } type ? FaultCause.Of(type, beside.Get<string>(MessageHeaders.FaultMessage)) : ProcessEnded;
        return $"It was given up, but can be tried again: {cause}";
    }

    private async Task RejectAsync(ConsumeContext context, VideoId id, string fingerprint, string reason)
    {
        if (await catalogue.FindAsync(id, fingerprint, context.CancellationToken) is not { State: not (VideoState.Searchable or VideoState.Rejected) })
            return;
        _ = await catalogue.UpdateAsync(id, fingerprint, video => video with { State = VideoState.Rejected, Reason = reason }, context.CancellationToken);
        PipelineMetrics.VideoRejected(RejectReasons.GivenUp);
        await context.PublishAsync(new VideoRejected { VideoId = id.Value, ModelFingerprint = fingerprint, Reason = reason }, context.CancellationToken);
        await context.PublishAsync(new VideoAdvanced { VideoId = id.Value, ModelFingerprint = fingerprint }, context.CancellationToken);
    }
}
