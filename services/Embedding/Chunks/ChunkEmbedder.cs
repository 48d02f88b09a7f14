using Microsoft.Extensions.Options;
using MoTE.Indexing.Artifacts;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Embedding.Batching;
using MoTE.Indexing.Hosting.Telemetry;
using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Embedding.Chunks;

/// <summary>Turns chunks into artifacts. Safe to share between threads.</summary>
internal sealed class ChunkEmbedder(
    IVideoStore videos,
    IArtifactStore artifacts,
    ChunkPlans plans,
    ChunkReader reader,
    ViewSampler sampler,
    ViewBatcher batcher,
    SegmentPictures pictures,
    IEmbeddingProgress progress,
    IOptions<ChunkOptions> cut,
    IOptions<EmbeddingOptions> options,
    TimeProvider clock)
{
    /// <summary>Decodes a chunk, embeds its segments, and writes pictures and artifact; does nothing but hand on when the artifact is there already.</summary>
    /// <param name="work">The chunk.</param>
    /// <param name="handOn">Told where the next chunk begins, as soon as that is known.</param>
    /// <param name="cancellationToken">Kills FFmpeg and leaves no artifact.</param>
    /// <returns>How long the stages took.</returns>
    /// <exception cref="UnreadableVideoException">The video cannot be read.</exception>
    /// <exception cref="StoreUnavailableException">The artifact cannot be written.</exception>
    public async Task<StageTimes> EmbedAsync(ChunkWork work, Func<ChunkCarry, Task> handOn, CancellationToken cancellationToken)
    {
        if (await ChunkArtifactFile.ReadAsync(artifacts, work.VideoId, work.Artifact, cancellationToken) is { } known)
        {
            await handOn(CarryText.Read(known.Carry));
            return new StageTimes();
        }

        await using var video = await Pipeline.RunAsync(Stages.Open, work.VideoId.Value, work.Chunk, () => GuardAsync(() => videos.OpenAsync(work.VideoId, cancellationToken)));
        try
        {
            return await EmbedAsync(work, video.Path, handOn, cancellationToken);
        }
        catch (UnreadableVideoException unreadable) when (unreadable.InnerException is UnusableFileException file)
        {
            // People know the video by its name, not by the name of its copy.
            var stored = await videos.FindAsync(work.VideoId, cancellationToken);
            throw new UnreadableVideoException(file.Named(stored?.Name ?? "The video"));
        }
    }

    private async Task<StageTimes> EmbedAsync(ChunkWork work, string path, Func<ChunkCarry, Task> handOn, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(work, path, cancellationToken);
        if (plan.Chunks.Count != work.ChunkCount)
            throw new InvalidOperationException($"Video {work.VideoId} has {plan.Chunks.Count} chunks here, but {work.ChunkCount} where it was taken in: the options differ.");

        using var run = new ChunkRun(work, plan, sampler, batcher, pictures, progress, options.Value.SegmentsAhead, new StageWatch(clock));
        var artifact = await run.EmbedAsync(reader, cut.Value.Fingerprint(), handOn, cancellationToken);
        using (Pipeline.Begin(Stages.Write, work.VideoId.Value, work.Chunk))
            await run.Watch.WriteAsync(() => artifacts.PutAsync(work.VideoId, work.Artifact, ChunkArtifactFile.Write(artifact), cancellationToken));
        run.Watch.Measure();
        return run.Watch.Times;
    }

    // Known from the second chunk on, so it is no stage whose time is measured.
    private async Task<ChunkPlan> PlanAsync(ChunkWork work, string path, CancellationToken cancellationToken)
    {
        using var span = Pipeline.Begin(Stages.Probe, work.VideoId.Value, work.Chunk);
        return await GuardAsync(() => plans.OfAsync(work.VideoId, path, cancellationToken));
    }

    private static async Task<T> GuardAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (UserErrorException cause) when (cause is not StoreUnavailableException)
        {
            throw new UnreadableVideoException(cause);
        }
    }
}
