using MassTransit;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Artifacts;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Ingest;

/// <summary>Sees to it that a video that is not searchable goes on from where it is: from the start, or from the first chunk that has no artifact.</summary>
/// <remarks>Harmless when the video is in work already: the services find the chunks done.</remarks>
internal sealed class NextStep(
    IVideoStore videos, IArtifactStore artifacts, IVideoCatalogue catalogue, ISegmentIndex index, ChunkPlans plans, IOptions<ChunkOptions> options)
{
    private readonly string _cut = options.Value.Fingerprint();

    /// <summary>Plans a video's chunks.</summary>
    /// <exception cref="UserErrorException">The video cannot be read; one sentence with its name says why.</exception>
    public async Task<ChunkPlan> PlanAsync(StoredVideo stored, CancellationToken cancellationToken)
    {
        await using var local = await videos.OpenAsync(stored.Id, cancellationToken);
        try
        {
            return await plans.OfAsync(stored.Id, local.Path, cancellationToken);
        }
        catch (UnusableFileException unreadable)
        {
            throw unreadable.Named(stored.Name);
        }
    }

    /// <summary>Publishes what has to be done next.</summary>
    public async Task TakeAsync(Video video, ChunkPlan plan, IPublishEndpoint publish, CancellationToken cancellationToken)
    {
        var last = await LastChunkAsync(video, plan, cancellationToken);
        var goesOn = video.State is VideoState.Probed or VideoState.Embedding && plan.Chunks.Count == video.ChunksTotal && (last is null || last.Cut == _cut);
        if (!goesOn)
        {
            await ClearAsync(video, cancellationToken);
            last = null;
        }

        _ = await catalogue.UpdateAsync(video.Id, video.ModelFingerprint, entry => goesOn ? entry with { Remark = null } : Planned(entry, plan), cancellationToken);
        await publish.PublishAsync(new VideoAdvanced { VideoId = video.Id.Value, ModelFingerprint = video.ModelFingerprint }, cancellationToken);

        for (var chunk = 0; chunk <= last?.Chunk; chunk++)
        {
            await publish.PublishAsync(Embedded(video, chunk, plan.Chunks.Count), cancellationToken);
        }

        var next = last is null ? 0 : last.Chunk + 1;
        if (next < plan.Chunks.Count)
            await publish.PublishAsync(Embed(video, next, plan.Chunks.Count, last?.Carry), cancellationToken);
    }

    private static Video Planned(Video video, ChunkPlan plan) => video with
    {
        State = VideoState.Probed,
        Reason = null,
        Remark = null,
        Duration = plan.Timeline.End,
        ChunksTotal = plan.Chunks.Count,
        Format = new VideoFormat(
            plan.Info.DisplayWidth, plan.Info.DisplayHeight, plan.Info.Container, plan.Info.Codec, plan.Info.PixelFormat ?? "unknown", plan.Info.AudioCodec),
    };

    private static ChunkEmbedded Embedded(Video video, int chunk, int count) => new()
    {
        VideoId = video.Id.Value,
        ModelFingerprint = video.ModelFingerprint,
        Chunk = chunk,
        ChunkCount = count,
        Artifact = ArtifactNames.Chunk(video.ModelFingerprint, chunk),
    };

    private static EmbedChunk Embed(Video video, int chunk, int count, string? carry) => new()
    {
        VideoId = video.Id.Value,
        ModelFingerprint = video.ModelFingerprint,
        Chunk = chunk,
        ChunkCount = count,
        Carry = carry,
    };

    // The last of those chunks that have an artifact from the first one on.
    private async Task<ChunkArtifact?> LastChunkAsync(Video video, ChunkPlan plan, CancellationToken cancellationToken)
    {
        var names = (await artifacts.ListAsync(video.Id, ArtifactNames.Chunks(video.ModelFingerprint), cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var done = Enumerable.Range(0, plan.Chunks.Count).TakeWhile(chunk => names.Contains(ArtifactNames.Chunk(video.ModelFingerprint, chunk))).Count();
        return done == 0
            ? null
            : await ChunkArtifactFile.ReadAsync(artifacts, video.Id, ArtifactNames.Chunk(video.ModelFingerprint, done - 1), cancellationToken);
    }

    private async Task ClearAsync(Video video, CancellationToken cancellationToken)
    {
        if (await artifacts.DeleteAsync(video.Id, ArtifactNames.OfModel(video.ModelFingerprint), cancellationToken) > 0 || video.Segments > 0)
            _ = await index.ClearAsync(video.Id, video.ModelFingerprint, cancellationToken);
        await catalogue.ClearChunksAsync(video.Id, video.ModelFingerprint, cancellationToken);
    }
}
