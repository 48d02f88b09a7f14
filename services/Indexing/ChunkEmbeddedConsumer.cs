using MassTransit;
using Microsoft.Extensions.Logging;
using MoTE.Indexing.Artifacts;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting.Telemetry;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Indexing;

/// <summary>Makes a chunk searchable, and says when a video is.</summary>
internal sealed class ChunkEmbeddedConsumer(ChunkIndexer indexer, IArtifactStore artifacts, TimeProvider clock, ILogger<ChunkEmbeddedConsumer> log) : IConsumer<ChunkEmbedded>
{
    public async Task Consume(ConsumeContext<ChunkEmbedded> context)
    {
        var (message, cancellationToken) = (context.Message, context.CancellationToken);
        var (id, started) = (VideoId.Parse(message.VideoId), clock.GetTimestamp());

        // No artifact: the video was deleted, or is being cut anew and will come again.
        if (await ChunkArtifactFile.ReadAsync(artifacts, id, message.Artifact, cancellationToken) is not { } chunk
            || await Pipeline.RunAsync(Stages.Index, message.VideoId, message.Chunk, () => indexer.IndexAsync(chunk, cancellationToken)) is not { } video)
        {
            IndexingLog.PassedOver(log, id, message.Chunk);
            return;
        }

        var wrote = (long)clock.GetElapsedTime(started).TotalMilliseconds;
        IndexingLog.Indexed(log, id, message.Chunk + 1, message.ChunkCount, chunk.Segments.Count, wrote);
        await context.PublishAsync(
            new ChunkIndexed
            {
                VideoId = message.VideoId,
                ModelFingerprint = message.ModelFingerprint,
                Chunk = message.Chunk,
                ChunksDone = video.ChunksDone,
                ChunkCount = message.ChunkCount,
                Times = message.Times.Plus(new StageTimes { WriteMs = wrote }),
            },
            cancellationToken);
        await context.PublishAsync(new VideoAdvanced { VideoId = message.VideoId, ModelFingerprint = message.ModelFingerprint }, cancellationToken);
        if (video.State != VideoState.Searchable)
            return;
        PipelineMetrics.VideoSearchable();
        await context.PublishAsync(Indexed(video), cancellationToken);
    }

    private static VideoIndexed Indexed(Video video) => new()
    {
        VideoId = video.Id.Value,
        ModelFingerprint = video.ModelFingerprint,
        Segments = video.Segments,
        DurationMs = (long)video.Duration.TotalMilliseconds,
        Remark = video.Remark,
    };
}
