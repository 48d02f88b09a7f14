using System.Text.Json.Nodes;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>The catalogue in Elasticsearch: one document a video and model.</summary>
/// <remarks>
/// Entries are read and changed one by one as they are this moment, with the version that was read as the condition. Lists and counts make
/// searches see everything first. What an entry says of its video is also in the video's segments, and follows there when it changes.
/// </remarks>
internal sealed class ElasticsearchVideoCatalogue(
    VideoEntries entries, CatalogueIndex index, SegmentDescriptions descriptions, DocumentReader reader, IndexAdmin admin, Aggregation aggregation) : IVideoCatalogue
{
    private const int MostCollections = 10_000;

    /// <inheritdoc/>
    public async Task<Video?> FindAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(modelFingerprint);
        return (await entries.FindAsync(id, modelFingerprint, cancellationToken).ConfigureAwait(false))?.ToVideo();
    }

    /// <inheritdoc/>
    public async Task SaveAsync(Video video, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(video);
        await index.EnsureAsync(cancellationToken).ConfigureAwait(false);
        _ = await ChangeAsync(video.Id, video.ModelFingerprint, before => VideoDocument.Of(video, before), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Video?> UpdateAsync(VideoId id, string modelFingerprint, Func<Video, Video> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var now = await ChangeAsync(
            id, modelFingerprint, before => before is null ? null : VideoDocument.Of(change(before.ToVideo()), before), cancellationToken).ConfigureAwait(false);
        return now?.ToVideo();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CompletedChunk>> CompleteChunkAsync(VideoId id, string modelFingerprint, CompletedChunk chunk, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        var now = await ChangeAsync(id, modelFingerprint, before => before?.With(chunk), cancellationToken).ConfigureAwait(false);
        return [.. (now?.Chunks ?? []).Select(note => note.ToChunk())];
    }

    /// <inheritdoc/>
    public Task ClearChunksAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken) =>
        ChangeAsync(id, modelFingerprint, before => before is null ? null : before with { Chunks = [] }, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Video>> ListAsync(CancellationToken cancellationToken)
    {
        JsonArray arrival = [Clauses.Ascending("received_at"), Clauses.Ascending("video_id"), Clauses.Ascending("model_fingerprint")];
        return await ReadAsync(Clauses.All(), arrival, long.MaxValue, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<VideoPage> ListAsync(VideoListing listing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listing);
        ArgumentOutOfRangeException.ThrowIfLessThan(listing.Limit, 1, nameof(listing));
        JsonArray newest = [Clauses.Descending("received_at"), Clauses.Ascending("video_id")];
        var videos = await ReadAsync(Clauses.All(VideoClauses.Of(listing)), newest, listing.Limit + 1L, cancellationToken).ConfigureAwait(false);
        return videos.Count <= listing.Limit
            ? new VideoPage(videos, Next: null)
            : new VideoPage([.. videos.Take(listing.Limit)], VideoPosition.Of(videos[listing.Limit - 1]));
    }

    /// <inheritdoc/>
    public async Task<VideoCounts> CountAsync(string modelFingerprint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(modelFingerprint);
        _ = await admin.RefreshAsync(index.Name, cancellationToken).ConfigureAwait(false);
        var counts = await aggregation.TermsAsync(
            index.Name, Clauses.Term("model_fingerprint", modelFingerprint), ["state", "collection"], MostCollections, cancellationToken).ConfigureAwait(false);
        return new VideoCounts(
            counts["state"].ToDictionary(state => Enum.Parse<VideoState>(state.Key, ignoreCase: true), state => state.Count),
            [.. counts["collection"].Select(collection => new CollectionCount(collection.Key, collection.Count)).OrderBy(collection => collection.Name, StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(VideoId id, CancellationToken cancellationToken) =>
        await admin.DeleteAsync(index.Name, Clauses.Term("video_id", id.Value), cancellationToken).ConfigureAwait(false) > 0;

    private async Task<VideoDocument?> ChangeAsync(VideoId id, string modelFingerprint, Func<VideoDocument?, VideoDocument?> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (before, now) = await entries.ChangeAsync(id, modelFingerprint, change, cancellationToken).ConfigureAwait(false);
        if (before is not null && now is not null && VideoDescription.Of(before) is var described && !described.SameAs(VideoDescription.Of(now)))
            await descriptions.SpreadAsync(now, cancellationToken).ConfigureAwait(false);
        return now;
    }

    private async Task<IReadOnlyList<Video>> ReadAsync(JsonObject query, JsonArray sort, long limit, CancellationToken cancellationToken)
    {
        _ = await admin.RefreshAsync(index.Name, cancellationToken).ConfigureAwait(false);
        var hits = await reader.ReadAsync<VideoDocument>(index.Name, query, sort, fields: null, limit, cancellationToken).ConfigureAwait(false);
        return [.. hits.Select(hit => hit.Source!.ToVideo())];
    }
}
