using MassTransit;
using Microsoft.Extensions.Logging;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Hosting.Telemetry;
using MoTE.Indexing.Ingest.Sources;
using MoTE.Indexing.Media;
using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Ingest;

/// <summary>Takes one video in: stores its bytes, enters it into the catalogue, plans its chunks and starts the first.</summary>
internal sealed class IngestVideoConsumer(
    VideoSources sources,
    VideoRegister register,
    NextStep next,
    IVideoCatalogue catalogue,
    IPendingRequests pending,
    ModelIdentity model,
    KeyedLock<VideoId> inWork,
    ILogger<IngestVideoConsumer> log)
    : IConsumer<IngestVideo>
{
    public async Task Consume(ConsumeContext<IngestVideo> context)
    {
        var (request, cancellationToken) = (context.Message, context.CancellationToken);
        StoredVideo stored;
        string? remembered;
        try
        {
            (stored, remembered) = await Pipeline.RunAsync(Stages.Store, null, null, () => sources.StoreAsync(request.Source, cancellationToken));
        }
        catch (UserErrorException unavailable) when (unavailable is not StoreUnavailableException)
        {
            PipelineMetrics.VideoRejected(RejectReasons.Unavailable);
            await RefuseAsync(context, unavailable.Message);
            return;
        }

        // The same bytes in two requests at the same time are one video that is planned once.
        using var held = await inWork.AcquireAsync(stored.Id, cancellationToken);
        var video = await Pipeline.RunAsync(Stages.Register, stored.Id.Value, null, () => register.EnterAsync(request, stored, remembered, cancellationToken));
        await context.PublishAsync(
            new VideoReceived
            {
                RequestId = request.RequestId,
                VideoId = stored.Id.Value,
                Source = request.Source,
                WasSearchable = video.State == VideoState.Searchable,
            },
            cancellationToken);
        _ = await pending.ForgetAsync(request.Source, cancellationToken);
        await context.PublishAsync(Advanced(stored.Id), cancellationToken);
        if (video.State == VideoState.Searchable)
            return;

        ChunkPlan plan;
        try
        {
            plan = await Pipeline.RunAsync(Stages.Probe, stored.Id.Value, null, () => next.PlanAsync(stored, cancellationToken));
        }
        catch (UserErrorException unreadable) when (unreadable is not StoreUnavailableException)
        {
            PipelineMetrics.VideoRejected(RejectReasons.Unreadable);
            await RejectAsync(context, stored.Id, unreadable.Message);
            return;
        }
        catch (FfmpegKilledException killed) when (context.IsLastAttempt())
        {
            // The message is given up, and kept as such where the transport can; the video comes to its end in any case.
            PipelineMetrics.VideoRejected(RejectReasons.Unreadable);
            await RejectAsync(context, stored.Id, killed.Message);
            throw;
        }

        await next.TakeAsync(video, plan, context, cancellationToken);
    }

    // A request whose bytes cannot be had; if they were had before, that is what the video's entry says from now on.
    private async Task RefuseAsync(ConsumeContext<IngestVideo> context, string reason)
    {
        var request = context.Message;
        IngestLog.Refused(log, request.RequestId, reason);
        _ = await pending.ForgetAsync(request.Source, context.CancellationToken);
        if (StoredSource.IdOf(request.Source) is { } id && await catalogue.FindAsync(id, model.Fingerprint, context.CancellationToken) is { State: not VideoState.Searchable })
            await RejectAsync(context, id, reason);
        else
            await context.PublishAsync(new VideoRejected { RequestId = request.RequestId, Source = request.Source, Reason = reason }, context.CancellationToken);
    }

    private async Task RejectAsync(ConsumeContext<IngestVideo> context, VideoId id, string reason)
    {
        IngestLog.Rejected(log, id, reason);
        if (await catalogue.UpdateAsync(id, model.Fingerprint, video => video with { State = VideoState.Rejected, Reason = reason }, context.CancellationToken) is null)
            return;
        var rejected = new VideoRejected
        {
            RequestId = context.Message.RequestId,
            VideoId = id.Value,
            ModelFingerprint = model.Fingerprint,
            Source = context.Message.Source,
            Reason = reason,
        };
        await context.PublishAsync(rejected, context.CancellationToken);
        await context.PublishAsync(Advanced(id), context.CancellationToken);
    }

    private VideoAdvanced Advanced(VideoId id) => new() { VideoId = id.Value, ModelFingerprint = model.Fingerprint };
}
