using Microsoft.Data.Sqlite;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>Segments in <c>index.sqlite</c>, searched exactly: every query is compared with every segment.</summary>
/// <remarks>
/// The vectors of the model that was asked for last stay in memory (8·D + about 100 bytes a segment). What this or another process stores or
/// deletes is seen by the next query, which reads only what is new. A query works on the segments of one moment and holds no lock.
/// </remarks>
public sealed class SqliteSegmentIndex : ISegmentIndex
{
    private readonly SqliteStore _store;
    private readonly SegmentCache _cache;
    private readonly ScanQueue _queue;

    /// <summary>Opens the index.</summary>
    /// <param name="store">The file.</param>
    /// <param name="options">Bounds; null for the defaults.</param>
    public SqliteSegmentIndex(SqliteStore store, SegmentIndexOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _cache = new SegmentCache(store);
        _queue = new ScanQueue(options ?? new SegmentIndexOptions());
    }

    /// <inheritdoc/>
    public Task StoreAsync(Video video, int chunk, IReadOnlyList<EmbeddedSegment> segments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(video);
        SegmentValidation.Check(video, segments);
        cancellationToken.ThrowIfCancellationRequested();
        _store.Write(connection =>
        {
            var removed = ChunkRows.Delete(connection, video.Id, video.ModelFingerprint, chunk);
            SegmentValidation.CheckWidths(segments, ChunkRows.Widths(connection, video.ModelFingerprint));
            if (segments.Count > 0)
                ChunkRows.Insert(connection, video.ModelFingerprint, chunk, segments);
            ModelVersions.Advance(connection, video.ModelFingerprint, removed > 0);
            cancellationToken.ThrowIfCancellationRequested();
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SegmentMatch>> FindAsync(SegmentQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Count, 1, nameof(query));
        cancellationToken.ThrowIfCancellationRequested();
        var videos = query.Filter.IsNone ? null : _store.Read(connection => VideoRows.Matching(connection, query.ModelFingerprint, query.Filter));
        var snapshot = await SnapshotAsync(query.ModelFingerprint, cancellationToken).ConfigureAwait(false);
        if (snapshot.Runs.Length == 0)
            return _store.Read(ChunkRows.Models) is [var most, ..] ? throw most.Refuse(query.ModelFingerprint) : [];

        var found = await _queue.FindAsync(snapshot, new ScanQuery(query, videos), cancellationToken).ConfigureAwait(false);
        return [.. found.Select(segment => segment.ToMatch())];
    }

    /// <inheritdoc/>
    public Task<EmbeddedSegment?> FindAsync(VideoId id, string modelFingerprint, int number, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_store.Read(connection => ChunkRows.Find(connection, id, modelFingerprint, number)));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Segment>> ListAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_store.Read(connection => ChunkRows.SegmentsOf(connection, id, modelFingerprint)));
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(string modelFingerprint, VideoFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_store.Read(connection => ChunkRows.Count(connection, modelFingerprint, filter)));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<IndexedModel>> ListModelsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_store.Read(ChunkRows.Models));
    }

    /// <inheritdoc/>
    public Task<int> ClearAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_store.Delete(connection => Remove(connection, id, modelFingerprint)));
    }

    /// <inheritdoc/>
    public Task<int> DeleteAsync(VideoId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_store.Delete(connection => ChunkRows.ModelsOf(connection, id).Sum(model => Remove(connection, id, model))));
    }

    /// <summary>The segments of a model as they are now.</summary>
    internal Task<SegmentSnapshot> SnapshotAsync(string modelFingerprint, CancellationToken cancellationToken) =>
        _cache.AtLeastAsync(modelFingerprint, _store.Read(connection => ModelVersions.Read(connection, modelFingerprint)), cancellationToken);

    private static int Remove(SqliteConnection connection, VideoId id, string modelFingerprint)
    {
        var removed = ChunkRows.Delete(connection, id, modelFingerprint);
        if (removed > 0)
            ModelVersions.Advance(connection, modelFingerprint, removed: true);
        return removed;
    }
}
