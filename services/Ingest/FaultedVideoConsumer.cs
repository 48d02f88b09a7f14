using MassTransit;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Hosting.Telemetry;
using MoTE.Indexing.Media;

namespace MoTE.Indexing.Ingest;

/// <summary>Notes on a video that a service gave up on it for a reason that does not lie in the video: it stays as far as it came, and can go on from there.</summary>
internal sealed class FaultedVideoConsumer(IVideoCatalogue catalogue, EnteredVideos entered, ModelIdentity model)
    : IConsumer<Fault<IngestVideo>>, IConsumer<Fault<EmbedChunk>>, IConsumer<Fault<ChunkEmbedded>>
{
    public async Task Consume(ConsumeContext<Fault<IngestVideo>> context)
    {
        if (IsRejected(context.Message))
            return;
        var (request, cause) = (context.Message.Message, Cause(context.Message));
        PipelineMetrics.VideoRejected(RejectReasons.GivenUp);
        await context.PublishAsync(new VideoRejected { RequestId = request.RequestId, Source = request.Source, Reason = $"It could not be taken in: {cause}" }, context.CancellationToken);
        foreach (var id in await entered.OfAsync(request.Source, context.CancellationToken))
        {
            await NoteAsync(context, id, model.Fingerprint, cause);
        }
    }

    public Task Consume(ConsumeContext<Fault<EmbedChunk>> context) =>
        NoteAsync(context, VideoId.Parse(context.Message.Message.VideoId), context.Message.Message.ModelFingerprint, Cause(context.Message));

    public Task Consume(ConsumeContext<Fault<ChunkEmbedded>> context) =>
        NoteAsync(context, VideoId.Parse(context.Message.Message.VideoId), context.Message.Message.ModelFingerprint, Cause(context.Message));

    // The consumer rejects a video that kills FFmpeg each time by itself.
    private static bool IsRejected(Fault<IngestVideo> fault) => fault.Exceptions[0].ExceptionType == typeof(FfmpegKilledException).FullName;

    private static string Cause(Fault fault) => FaultCause.Of(fault.Exceptions[0].ExceptionType, fault.Exceptions[0].Message);

    private async Task NoteAsync(ConsumeContext context, VideoId id, string modelFingerprint, string cause)
    {
        var noted = await catalogue.UpdateAsync(id, modelFingerprint, video => Note(video, cause), context.CancellationToken);
        if (noted is not null)
            await context.PublishAsync(new VideoAdvanced { VideoId = id.Value, ModelFingerprint = modelFingerprint }, context.CancellationToken);
    }

    private static Video Note(Video video, string cause) => video.State is VideoState.Searchable or VideoState.Rejected
        ? video
        : video with { Remark = $"It stands still, but can go on when it is tried again: {cause}" };
}
