using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>The catalogue in <c>index.sqlite</c>.</summary>
/// <param name="store">The file.</param>
public sealed class SqliteVideoCatalogue(SqliteStore store) : IVideoCatalogue
{
    /// <inheritdoc/>
    public Task<Video?> FindAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction(deferred: true);
        return Task.FromResult(VideoRows.Find(connection, id, modelFingerprint));
    }

    /// <inheritdoc/>
    public Task SaveAsync(Video video, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(video);
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction();
        VideoRows.Save(connection, video);
        transaction.Commit();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Video?> UpdateAsync(VideoId id, string modelFingerprint, Func<Video, Video> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction();
        if (VideoRows.Find(connection, id, modelFingerprint) is not { } video)
            return Task.FromResult<Video?>(null);

        VideoRows.Save(connection, change(video));
        var changed = VideoRows.Find(connection, id, modelFingerprint);
        transaction.Commit();
        return Task.FromResult(changed);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CompletedChunk>> CompleteChunkAsync(VideoId id, string modelFingerprint, CompletedChunk chunk, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction();
        if (VideoRows.Find(connection, id, modelFingerprint) is null)
            return Task.FromResult<IReadOnlyList<CompletedChunk>>([]);

        VideoRows.Complete(connection, id, modelFingerprint, chunk);
        var completed = VideoRows.Completed(connection, id, modelFingerprint);
        transaction.Commit();
        return Task.FromResult(completed);
    }

    /// <inheritdoc/>
    public Task ClearChunksAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        connection.Execute("DELETE FROM video_chunk WHERE video_id = $id AND model_fingerprint = $model", ("$id", id.Value), ("$model", modelFingerprint));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Video>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction(deferred: true);
        return Task.FromResult(VideoRows.All(connection));
    }

    /// <inheritdoc/>
    public Task<VideoPage> ListAsync(VideoListing listing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listing);
        ArgumentOutOfRangeException.ThrowIfLessThan(listing.Limit, 1, nameof(listing));
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        return Task.FromResult(VideoRows.Page(connection, listing));
    }

    /// <inheritdoc/>
    public Task<VideoCounts> CountAsync(string modelFingerprint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction(deferred: true);
        return Task.FromResult(VideoRows.Count(connection, modelFingerprint));
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(VideoId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction();
        connection.Execute("DELETE FROM video_source WHERE video_id = $id", ("$id", id.Value));
        connection.Execute("DELETE FROM video_chunk WHERE video_id = $id", ("$id", id.Value));
        var removed = connection.Execute("DELETE FROM video WHERE video_id = $id", ("$id", id.Value));
        transaction.Commit();
        return Task.FromResult(removed > 0);
    }
}
