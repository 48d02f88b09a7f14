using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>Segments in <c>index.sqlite</c>, searched exactly: every query is compared with every segment.</summary>
/// <remarks>
/// The vectors of the model that was asked for last stay in memory as one block (8·D + about 110 bytes a segment) and are read again
/// when any process has changed them.
/// </remarks>
/// <param name="store">The file.</param>
public sealed class SqliteSegmentIndex(SqliteStore store) : ISegmentIndex
{
    private readonly Lock _lock = new();
    private SegmentBlock? _block;

    /// <inheritdoc/>
    public Task StoreAsync(Video video, int chunk, IReadOnlyList<EmbeddedSegment> segments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(video);
        SegmentValidation.Check(video, segments);
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            "DELETE FROM segment WHERE model_fingerprint = $model AND video_id = $id AND chunk = $chunk",
            ("$model", video.ModelFingerprint),
            ("$id", video.Id.Value),
            ("$chunk", chunk));
        foreach (var segment in segments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SegmentRows.Insert(connection, video.ModelFingerprint, chunk, segment);
        }

        SegmentRows.Advance(connection, video.ModelFingerprint);
        cancellationToken.ThrowIfCancellationRequested();
        transaction.Commit();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SegmentMatch>> FindAsync(SegmentQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Count, 1, nameof(query));
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction(deferred: true);
        var block = Block(SegmentRows.Generation(connection, query.ModelFingerprint), query.ModelFingerprint, generation =>
            SegmentRows.ReadBlock(connection, query.ModelFingerprint, generation, cancellationToken));
        if (block.Count == 0)
        {
            RefuseAnotherModel(SegmentRows.Models(connection), query.ModelFingerprint);
            return Task.FromResult<IReadOnlyList<SegmentMatch>>([]);
        }

        var wanted = query.Filter.IsNone ? null : VideoRows.Matching(connection, query.ModelFingerprint, query.Filter);
        return Task.FromResult(SegmentScan.Best(block, query, wanted, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Segment>> ListAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        return Task.FromResult(SegmentRows.Of(connection, id, modelFingerprint));
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(string modelFingerprint, VideoFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        return Task.FromResult(SegmentRows.Count(connection, modelFingerprint, filter));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<IndexedModel>> ListModelsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        return Task.FromResult(SegmentRows.Models(connection));
    }

    /// <inheritdoc/>
    public Task<int> ClearAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction();
        var removed = connection.Execute(
            "DELETE FROM segment WHERE video_id = $id AND model_fingerprint = $model", ("$id", id.Value), ("$model", modelFingerprint));
        SegmentRows.Advance(connection, modelFingerprint);
        transaction.Commit();
        return Task.FromResult(removed);
    }

    /// <inheritdoc/>
    public Task<int> DeleteAsync(VideoId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction();
        foreach (var model in SegmentRows.ModelsOf(connection, id))
        {
            SegmentRows.Advance(connection, model);
        }

        var removed = connection.Execute("DELETE FROM segment WHERE video_id = $id", ("$id", id.Value));
        transaction.Commit();
        return Task.FromResult(removed);
    }

    private static void RefuseAnotherModel(IReadOnlyList<IndexedModel> models, string fingerprint)
    {
        if (models.Count > 0)
        {
            throw new UserErrorException(
                $"This index was made with the model {models[0].Name} (fingerprint {Short(models[0].Fingerprint)}), but the query uses another (fingerprint {Short(fingerprint)}): " +
                $"search with --model {models[0].Name} if that bundle is unchanged, or run 'mote index' again with the query's model.");
        }
    }

    private static string Short(string fingerprint) => fingerprint.Length <= 12 ? fingerprint : fingerprint[..12];

    private SegmentBlock Block(long generation, string fingerprint, Func<long, SegmentBlock> read)
    {
        lock (_lock)
        {
            if (_block?.Generation != generation || _block.ModelFingerprint != fingerprint)
            {
                _block = read(generation);
            }

            return _block;
        }
    }
}
