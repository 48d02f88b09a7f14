using MassTransit;
using Microsoft.Extensions.Logging;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Embedding.Chunks;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Hosting.Telemetry;
using MoTE.Indexing.Media;

namespace MoTE.Indexing.Embedding;

/// <summary>Embeds one chunk, passes the next one on, and says what became of it.</summary>
internal sealed class EmbedChunkConsumer(
    ChunkEmbedder embedder, IVideoCatalogue catalogue, IArtifactStore artifacts, ModelIdentity model, KeyedLock<ChunkKey> inWork, ILogger<EmbedChunkConsumer> log)
    : IConsumer<EmbedChunk>
{
    public async Task Consume(ConsumeContext<EmbedChunk> context)
    {
        var message = context.Message;
        var (id, cancellationToken) = (VideoId.Parse(message.VideoId), context.CancellationToken);
        if (message.ModelFingerprint != model.Fingerprint)
            throw new InvalidOperationException($"This service embeds with the model {model.Name} ({model.Fingerprint}), but a chunk came for {message.ModelFingerprint}.");

        // The same chunk twice at the same time: the second finds the work done.
        using var held = await inWork.AcquireAsync(new ChunkKey(id, message.Chunk), cancellationToken);
        if (!await IsWantedAsync(id, cancellationToken))
            return;

        var work = new ChunkWork(id, message.ModelFingerprint, model.Name, message.Chunk, message.ChunkCount, CarryText.Read(message.Carry));
        try
        {
            var times = await embedder.EmbedAsync(work, carry => HandOnAsync(context, work.Next(carry)), cancellationToken);
            if (!await IsWantedAsync(id, cancellationToken))
            {
                // Rejected while it was in work: nothing of it stays.
                _ = await artifacts.DeleteAsync(id, ArtifactNames.OfModel(model.Fingerprint), cancellationToken);
                return;
            }

            EmbeddingLog.Embedded(log, id, work.Chunk + 1, work.ChunkCount, times.DecodeMs, times.PreprocessMs, times.EncodeMs, times.WriteMs);
            await context.PublishAsync(Embedded(work, times), cancellationToken);
        }
        catch (UnreadableVideoException unreadable)
        {
            EmbeddingLog.Rejected(log, id, unreadable.Message);
            PipelineMetrics.VideoRejected(RejectReasons.Undecodable);
            await RejectAsync(context, id, unreadable.Message);
        }
        catch (FfmpegKilledException killed) when (context.IsLastAttempt())
        {
            // The message is given up, and kept as such where the transport can; the video comes to its end in any case.
            EmbeddingLog.Rejected(log, id, killed.Message);
            PipelineMetrics.VideoRejected(RejectReasons.Undecodable);
            await RejectAsync(context, id, killed.Message);
            throw;
        }
        finally
        {
            // Deleted while it was in work: what was written since goes too, however the work ends.
            if (await catalogue.FindAsync(id, model.Fingerprint, CancellationToken.None) is null)
                _ = await artifacts.DeleteAsync(id, ArtifactNames.OfModel(model.Fingerprint), CancellationToken.None);
        }
    }

    private static ChunkEmbedded Embedded(ChunkWork work, StageTimes times) => new()
    {
        VideoId = work.VideoId.Value,
        ModelFingerprint = work.ModelFingerprint,
        Chunk = work.Chunk,
        ChunkCount = work.ChunkCount,
        Artifact = work.Artifact,
        Times = times,
    };

    private static Task HandOnAsync(ConsumeContext context, ChunkWork? next) => next is null
        ? Task.CompletedTask
        : context.PublishAsync(
            new EmbedChunk
            {
                VideoId = next.VideoId.Value,
                ModelFingerprint = next.ModelFingerprint,
                Chunk = next.Chunk,
                ChunkCount = next.ChunkCount,
                Carry = CarryText.Write(next.Carry),
            },
            context.CancellationToken);

    private async Task<bool> IsWantedAsync(VideoId id, CancellationToken cancellationToken) =>
        await catalogue.FindAsync(id, model.Fingerprint, cancellationToken) is { State: not VideoState.Rejected };

    private async Task RejectAsync(ConsumeContext context, VideoId id, string reason)
    {
        var rejected = await catalogue.UpdateAsync(id, model.Fingerprint, video => video with { State = VideoState.Rejected, Reason = reason }, context.CancellationToken);
        if (rejected is null)
            return;
        await context.PublishAsync(new VideoRejected { VideoId = id.Value, ModelFingerprint = model.Fingerprint, Reason = reason }, context.CancellationToken);
        await context.PublishAsync(new VideoAdvanced { VideoId = id.Value, ModelFingerprint = model.Fingerprint }, context.CancellationToken);
    }
}
