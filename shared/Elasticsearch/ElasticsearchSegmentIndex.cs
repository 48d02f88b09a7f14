using System.Text.Json.Nodes;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Segments in Elasticsearch: one flat document each, one index a model.</summary>
/// <remarks>
/// What is stored or deleted is seen by the next query, because writing makes it visible before it returns, and nothing else does: the indices are
/// not refreshed by themselves. So a query sees a chunk whole or not at all, unless a process died in the middle of a request or two wrote
/// into the same shard at the same moment; the message that is delivered again then makes the chunk whole.
/// </remarks>
internal sealed class ElasticsearchSegmentIndex(
    SegmentWriter writer, SegmentSearch search, SegmentFilter filters, SegmentIndices indices, IndexedModels models, DocumentReader reader, IndexAdmin admin, IndexNames names)
    : ISegmentIndex
{
    /// <inheritdoc/>
    public async Task StoreAsync(Video video, int chunk, IReadOnlyList<EmbeddedSegment> segments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(video);
        SegmentValidation.Check(video, segments);
        cancellationToken.ThrowIfCancellationRequested();
        await writer.StoreAsync(video, chunk, segments, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SegmentMatch>> FindAsync(SegmentQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Count, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Count, SegmentSearch.MostMatches, nameof(query));
        var filter = await filters.QueryAsync(query.ModelFingerprint, query.Filter, cancellationToken).ConfigureAwait(false);
        var index = names.Read(query.ModelFingerprint);
        var compared = await admin.CountAsync(index, filter, cancellationToken).ConfigureAwait(false);
        if (compared == 0)
        {
            await RefuseAnotherModelAsync(query.ModelFingerprint, cancellationToken).ConfigureAwait(false);
            return [];
        }

        await CheckAsync(query, cancellationToken).ConfigureAwait(false);
        return await search.FindAsync(index, query, filter, compared, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<EmbeddedSegment?> FindAsync(VideoId id, string modelFingerprint, int number, CancellationToken cancellationToken)
    {
        var hits = await reader.ReadAsync<SegmentDocument>(
            names.Read(modelFingerprint), Clauses.All(Clauses.Term("video_id", id.Value), Clauses.Term("segment", number)), [Clauses.Ascending("chunk")], SegmentDocument.MatchFields, 1, cancellationToken).ConfigureAwait(false);
        return hits is [var hit] ? hit.Source!.ToEmbedded() : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Segment>> ListAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken)
    {
        JsonArray order = [Clauses.Ascending("segment"), Clauses.Ascending("chunk")];
        var hits = await reader.ReadAsync<SegmentDocument>(
            names.Read(modelFingerprint), Clauses.All(Clauses.Term("video_id", id.Value)), order, SegmentDocument.PlaceFields, long.MaxValue, cancellationToken).ConfigureAwait(false);
        return [.. hits.Select(hit => hit.Source!.ToSegment())];
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync(string modelFingerprint, VideoFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var query = await filters.QueryAsync(modelFingerprint, filter, cancellationToken).ConfigureAwait(false);
        return await admin.CountAsync(names.Read(modelFingerprint), query, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<IndexedModel>> ListModelsAsync(CancellationToken cancellationToken) => models.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<int> ClearAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken) =>
        RemoveAsync(names.Read(modelFingerprint), names.EveryIndex(modelFingerprint), id, cancellationToken);

    /// <inheritdoc/>
    public Task<int> DeleteAsync(VideoId id, CancellationToken cancellationToken) => RemoveAsync(names.Segments, names.EverySegmentIndex, id, cancellationToken);

    /// <summary>Removes a video from the indices that are searched and from those that are being filled.</summary>
    private async Task<int> RemoveAsync(string searched, string all, VideoId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var query = Clauses.All(Clauses.Term("video_id", id.Value));
        var there = await admin.CountAsync(searched, query, cancellationToken).ConfigureAwait(false);
        await admin.DeleteAsync(all, query, cancellationToken).ConfigureAwait(false);
        return checked((int)there);
    }

    private async Task RefuseAnotherModelAsync(string modelFingerprint, CancellationToken cancellationToken)
    {
        var there = await models.ListAsync(cancellationToken).ConfigureAwait(false);
        if (there.Count > 0 && there.All(model => model.Fingerprint != modelFingerprint))
            throw there[0].Refuse(modelFingerprint);
    }

    private async Task CheckAsync(SegmentQuery query, CancellationToken cancellationToken)
    {
        if (await indices.WidthsAsync(query.ModelFingerprint, cancellationToken).ConfigureAwait(false) is not { } widths)
            return;
        if (query.Vector.Length != widths.Vector)
            throw new ArgumentException($"The query has {query.Vector.Length} numbers, but the segments have {widths.Vector}.", nameof(query));
        if (query.IsClass && query.ClassSimilarities.Length < widths.Nearest)
            throw new ArgumentException($"The query knows {query.ClassSimilarities.Length} fine-tuning classes, but each segment names {widths.Nearest}.", nameof(query));
    }
}
