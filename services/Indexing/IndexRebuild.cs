using MoTE.Indexing.Artifacts;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Indexing;

/// <summary>Fills the index anew from the artifacts, without decoding and without a model.</summary>
/// <remarks>
/// A video whose entry is gone gets a new one, with the title, collection, tags and sources that were noted of it, or else under its file's name. A video that lacks a chunk becomes unfinished, so that it is embedded further;
/// rejected videos have nothing to index. Others may take in, index and delete videos meanwhile.
/// </remarks>
public sealed class IndexRebuild(IVideoCatalogue catalogue, IIndexGenerations generations, IArtifactStore artifacts, IVideoStore videos, TimeProvider clock)
{
    private const string UnknownModel = "unknown";

    /// <summary>Rebuilds every video under every model; where the index can, beside the one that is searched, which it replaces at the end.</summary>
    /// <param name="progress">Told of each video that is done; null for nobody.</param>
    /// <param name="beforePublishing">Asked once all is filled; what it throws keeps the index that is searched as it is. Null for nobody.</param>
    /// <param name="cancellationToken">Stops between chunks; rebuilding again makes it whole.</param>
    /// <exception cref="UserErrorException">The index cannot be written.</exception>
    public async Task<IReadOnlyList<RebuiltVideo>> RunAsync(
        IProgress<RebuildProgress>? progress, Func<CancellationToken, Task>? beforePublishing, CancellationToken cancellationToken)
    {
        var (found, rebuilt) = (new HashSet<RebuildKey>(), new List<RebuiltVideo>());
        await using var generation = await generations.BeginAsync(cancellationToken);

        // The second look is for what others indexed while the new index of its model was not there yet.
        for (var look = 0; look < 2; look++)
        {
            foreach (var (key, entry) in (await ListAsync(cancellationToken)).Where(pair => found.Add(pair.Key)).ToList())
            {
                if (await RebuildAsync(generation, key, entry, cancellationToken) is not { } video)
                    continue;
                rebuilt.Add(video);
                progress?.Report(new RebuildProgress(video, rebuilt.Count, found.Count));
            }
        }

        if (beforePublishing is not null)
            await beforePublishing(cancellationToken);
        await generation.PublishAsync(cancellationToken);
        return rebuilt;
    }

    // What there is to rebuild: videos that have chunks under a model, and entries that may have none.
    private async Task<IEnumerable<(RebuildKey Key, Video? Entry)>> ListAsync(CancellationToken cancellationToken)
    {
        var entries = (await catalogue.ListAsync(cancellationToken)).ToDictionary(RebuildKey.Of);
        var keys = new List<RebuildKey>();
        foreach (var id in await artifacts.ListVideosAsync(cancellationToken))
        {
            var chunks = (await artifacts.ListAsync(id, "", cancellationToken)).Where(name => name.Contains("/chunk-", StringComparison.Ordinal));
            keys.AddRange(chunks.Select(name => new RebuildKey(id, name[..name.IndexOf('/', StringComparison.Ordinal)])).Distinct());
        }

        return keys.Concat(entries.Keys).Distinct().Select(key => (key, entries.GetValueOrDefault(key)));
    }

    private Task<IReadOnlyList<string>> ChunksAsync(RebuildKey key, CancellationToken cancellationToken) =>
        artifacts.ListAsync(key.Id, ArtifactNames.Chunks(key.Model), cancellationToken);

    private async Task<RebuiltVideo?> RebuildAsync(IIndexGeneration generation, RebuildKey key, Video? known, CancellationToken cancellationToken)
    {
        var entry = known is null ? await RestoreAsync(key, cancellationToken) : await NoteAsync(known, cancellationToken);
        if (entry is null or { State: VideoState.Rejected })
            return null;
        _ = await generation.ClearAsync(entry.Id, entry.ModelFingerprint, cancellationToken);
        await catalogue.ClearChunksAsync(entry.Id, entry.ModelFingerprint, cancellationToken);

        // Listed after that: a chunk that is embedded from here on is brought by its message.
        Video? video = null;
        var indexer = new ChunkIndexer(catalogue, generation, clock);
        foreach (var name in await ChunksAsync(key, cancellationToken))
        {
            if (await ChunkArtifactFile.ReadAsync(artifacts, key.Id, name, cancellationToken) is { } chunk)
                video = await indexer.IndexAsync(chunk, cancellationToken);
        }

        video ??= await BeginAgainAsync(entry, cancellationToken);
        return video is null ? null : new RebuiltVideo(video.Id, video.Title, video.Segments, video.State == VideoState.Searchable);
    }

    // Archives of earlier versions have no note.
    private async Task<Video?> NoteAsync(Video known, CancellationToken cancellationToken)
    {
        if (known.State == VideoState.Rejected)
            return known;
        await VideoNoteFile.WriteAsync(artifacts, known.Id, VideoNote.Of(known), cancellationToken);
        if (await catalogue.FindAsync(known.Id, known.ModelFingerprint, cancellationToken) is { } entry)
            return entry;

        // Whoever deleted it meanwhile may have looked before the note was written.
        _ = await artifacts.DeleteAsync(known.Id, cancellationToken);
        return null;
    }

    private async Task<Video?> RestoreAsync(RebuildKey key, CancellationToken cancellationToken)
    {
        if (await FirstChunkAsync(key, cancellationToken) is not { } chunk)
            return null;
        if (await catalogue.FindAsync(key.Id, chunk.ModelFingerprint, cancellationToken) is { } known)
            return known;
        var entry = await EntryAsync(chunk, cancellationToken);
        await catalogue.SaveAsync(entry, cancellationToken);
        if ((await ChunksAsync(key, cancellationToken)).Count > 0)
            return entry;

        // Deleted meanwhile, so that it was no lost entry.
        _ = await catalogue.DeleteAsync(key.Id, cancellationToken);
        return null;
    }

    private async Task<ChunkArtifact?> FirstChunkAsync(RebuildKey key, CancellationToken cancellationToken)
    {
        foreach (var name in await ChunksAsync(key, cancellationToken))
        {
            if (await ChunkArtifactFile.ReadAsync(artifacts, key.Id, name, cancellationToken) is { } chunk)
                return chunk;
        }

        return null;
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
    private Task<Video?> BeginAgainAsync(Video entry, CancellationToken cancellationToken) => catalogue.UpdateAsync(
        entry.Id,
        entry.ModelFingerprint,
        video => video.State == VideoState.Rejected ? video : video with { State = VideoState.Received, SearchableAt = null },
        cancellationToken);

    private readonly record struct RebuildKey(VideoId Id, string Model)
    {
        public static RebuildKey Of(Video video) => new(video.Id, ArtifactNames.OfModel(video.ModelFingerprint).TrimEnd('/'));
    }
}
