using MoTE.Indexing.Artifacts;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Indexing;

/// <summary>Fills the index anew from the artifacts, without decoding and without a model.</summary>
/// <remarks>
/// A video whose entry is gone gets a new one, with the title, collection, tags and sources that were noted of it, or else under its file's name. A video that lacks a chunk becomes unfinished, so that it is embedded further;
/// rejected videos have nothing to index.
/// </remarks>
public sealed class IndexRebuild(IVideoCatalogue catalogue, IIndexGenerations generations, IArtifactStore artifacts, IVideoStore videos, TimeProvider clock)
{
    private const string UnknownModel = "unknown";

    /// <summary>Rebuilds every video under every model; where the index can, beside the one that is searched, which it replaces at the end.</summary>
    /// <param name="progress">Told of each video that is done; null for nobody.</param>
    /// <param name="cancellationToken">Stops between chunks; rebuilding again makes it whole.</param>
    /// <exception cref="UserErrorException">The index cannot be written.</exception>
    public async Task<IReadOnlyList<RebuiltVideo>> RunAsync(IProgress<RebuiltVideo>? progress, CancellationToken cancellationToken)
    {
        var rebuilt = new List<RebuiltVideo>();
        await using var generation = await generations.BeginAsync(cancellationToken);
        foreach (var (id, chunks) in await ListAsync(cancellationToken))
        {
            var video = await RebuildAsync(generation, id, chunks, cancellationToken);
            if (video is null)
                continue;
            rebuilt.Add(video);
            progress?.Report(video);
        }

        await generation.PublishAsync(cancellationToken);
        return rebuilt;
    }

    // What there is to rebuild: the chunks of each video under each model, and entries that have no chunk.
    private async Task<List<(RebuildKey Key, IReadOnlyList<string> Chunks)>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<(RebuildKey, IReadOnlyList<string>)>();
        foreach (var id in await artifacts.ListVideosAsync(cancellationToken))
        {
            var names = (await artifacts.ListAsync(id, "", cancellationToken)).Where(name => name.Contains("/chunk-", StringComparison.Ordinal));
            foreach (var chunks in names.GroupBy(name => name[..name.IndexOf('/', StringComparison.Ordinal)]))
            {
                found.Add((new RebuildKey(id, chunks.Key), [.. chunks]));
            }
        }

        var known = found.Select(pair => pair.Item1).ToHashSet();
        var bare = (await catalogue.ListAsync(cancellationToken))
            .Where(video => video.State is not VideoState.Rejected)
            .Select(video => new RebuildKey(video.Id, ArtifactNames.OfModel(video.ModelFingerprint).TrimEnd('/')));
        found.AddRange(bare.Where(key => !known.Contains(key)).Select(key => (key, (IReadOnlyList<string>)[])));
        return found;
    }

    private async Task<RebuiltVideo?> RebuildAsync(IIndexGeneration generation, RebuildKey key, IReadOnlyList<string> chunks, CancellationToken cancellationToken)
    {
        Video? video = null;
        var indexer = new ChunkIndexer(catalogue, generation, clock);
        foreach (var name in chunks)
        {
            if (await ChunkArtifactFile.ReadAsync(artifacts, key.Id, name, cancellationToken) is not { } chunk)
                continue;
            if (video is null && !await BeginAsync(generation, chunk, cancellationToken))
                return null;
            video = await indexer.IndexAsync(chunk, cancellationToken);
        }

        video ??= await UnfinishedAsync(generation, key, cancellationToken);
        return video is null ? null : new RebuiltVideo(video.Id, video.Title, video.Segments, video.State == VideoState.Searchable);
    }

    // False when the video is rejected.
    private async Task<bool> BeginAsync(IIndexGeneration generation, ChunkArtifact chunk, CancellationToken cancellationToken)
    {
        var (id, fingerprint) = (chunk.VideoId, chunk.ModelFingerprint);
        var known = await catalogue.FindAsync(id, fingerprint, cancellationToken);
        if (known is { State: VideoState.Rejected })
            return false;
        if (known is null)
            await catalogue.SaveAsync(await EntryAsync(chunk, cancellationToken), cancellationToken);
        else
            await VideoNoteFile.WriteAsync(artifacts, id, VideoNote.Of(known), cancellationToken);   // Archives of earlier versions have none.
        _ = await generation.ClearAsync(id, fingerprint, cancellationToken);
        await catalogue.ClearChunksAsync(id, fingerprint, cancellationToken);
        return true;
    }

    private async Task<Video> EntryAsync(ChunkArtifact chunk, CancellationToken cancellationToken)
    {
        var stored = await videos.FindAsync(chunk.VideoId, cancellationToken);
        var note = await VideoNoteFile.ReadAsync(artifacts, chunk.VideoId, cancellationToken);
        return new Video
        {
            Id = chunk.VideoId,
            ModelFingerprint = chunk.ModelFingerprint,
            ModelName = chunk.ModelName ?? UnknownModel,
            Sources = note?.Sources ?? [stored?.Name ?? chunk.VideoId.Value],
            Title = note?.Title ?? Path.GetFileNameWithoutExtension(stored?.Name) ?? chunk.VideoId.Value[..12],
            Collection = note?.Collection ?? Video.DefaultCollection,
            Tags = note?.Tags ?? new Dictionary<string, string>(),
            State = VideoState.Probed,
            ChunksTotal = chunk.ChunkCount,
            SizeBytes = stored?.SizeBytes ?? 0,
            ReceivedAt = note?.ReceivedAt ?? clock.GetUtcNow(),
        };
    }

    // An entry without chunks begins anew when work goes on.
    private async Task<Video?> UnfinishedAsync(IIndexGeneration generation, RebuildKey key, CancellationToken cancellationToken)
    {
        var entry = (await catalogue.ListAsync(cancellationToken)).FirstOrDefault(video => key == new RebuildKey(video.Id, ArtifactNames.OfModel(video.ModelFingerprint).TrimEnd('/')));
        if (entry is null)
            return null;
        _ = await generation.ClearAsync(entry.Id, entry.ModelFingerprint, cancellationToken);
        await catalogue.ClearChunksAsync(entry.Id, entry.ModelFingerprint, cancellationToken);
        return await catalogue.UpdateAsync(entry.Id, entry.ModelFingerprint, video => video with { State = VideoState.Received, SearchableAt = null }, cancellationToken);
    }

    private readonly record struct RebuildKey(VideoId Id, string Model);
}
