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
        return Task.FromResult(store.Read(connection => VideoRows.Find(connection, id, modelFingerprint)));
    }

    /// <inheritdoc/>
    public Task SaveAsync(Video video, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(video);
        cancellationToken.ThrowIfCancellationRequested();
        store.Write(connection => VideoRows.Save(connection, video));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Video?> UpdateAsync(VideoId id, string modelFingerprint, Func<Video, Video> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(store.Write(connection =>
        {
            if (VideoRows.Find(connection, id, modelFingerprint) is not { } video)
                return null;

            VideoRows.Save(connection, change(video));
            return VideoRows.Find(connection, id, modelFingerprint);
        }));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CompletedChunk>> CompleteChunkAsync(VideoId id, string modelFingerprint, CompletedChunk chunk, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(store.Write(connection =>
        {
            if (VideoRows.Find(connection, id, modelFingerprint) is null)
                return [];

            VideoRows.Complete(connection, id, modelFingerprint, chunk);
            return VideoRows.Completed(connection, id, modelFingerprint);
        }));
    }

    /// <inheritdoc/>
    public Task ClearChunksAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        store.Write(connection => VideoRows.ClearChunks(connection, id, modelFingerprint));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Video>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(store.Read(VideoRows.All));
    }

    /// <inheritdoc/>
    public Task<VideoPage> ListAsync(VideoListing listing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listing);
        ArgumentOutOfRangeException.ThrowIfLessThan(listing.Limit, 1, nameof(listing));
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(store.Read(connection => VideoRows.Page(connection, listing)));
    }

    /// <inheritdoc/>
    public Task<VideoCounts> CountAsync(string modelFingerprint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(store.Read(connection => VideoRows.Count(connection, modelFingerprint)));
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(VideoId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(store.Delete(connection => VideoRows.Delete(connection, id)));
    }
}
