using System.Globalization;
using System.Text.Json.Nodes;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Puts the segments of a chunk in place of those that it had.</summary>
internal sealed class SegmentWriter(
    SegmentIndices indices, VideoEntries entries, SegmentDescriptions descriptions, DocumentReader reader, BulkWriter bulk, TimeProvider clock)
{
    /// <summary>Writes into every index of the model, so that one that is being filled misses nothing.</summary>
    public async Task StoreAsync(Video video, int chunk, IReadOnlyList<EmbeddedSegment> segments, CancellationToken cancellationToken)
    {
        var targets = segments.Count == 0
            ? await indices.ListAsync(video.ModelFingerprint, cancellationToken).ConfigureAwait(false)
            : await indices.EnsureAsync(video.ModelFingerprint, SegmentWidths.Of(segments[0]), cancellationToken).ConfigureAwait(false);
        SegmentValidation.CheckWidths(segments, await indices.WidthsAsync(video.ModelFingerprint, cancellationToken).ConfigureAwait(false));

        var entry = await entries.FindAsync(video.Id, video.ModelFingerprint, cancellationToken).ConfigureAwait(false) ?? VideoDocument.Of(video, before: null);
        foreach (var target in targets)
        {
            await StoreAsync(target, entry, chunk, segments, cancellationToken).ConfigureAwait(false);
        }

        // Who changes an entry describes the segments that are there; these may have come just after.
        if (await entries.FindAsync(video.Id, video.ModelFingerprint, cancellationToken).ConfigureAwait(false) is { } now && !VideoDescription.Of(now).SameAs(VideoDescription.Of(entry)))
            await descriptions.SpreadAsync(now, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes into one index.</summary>
    public async Task StoreAsync(string target, VideoDocument entry, int chunk, IReadOnlyList<EmbeddedSegment> segments, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var written = segments.ToDictionary(segment => IdOf(entry.VideoId, chunk, segment.Segment.Number), segment => SegmentDocument.Of(entry, chunk, segment, now));
        var stale = await StoredAsync(target, entry.VideoId, chunk, cancellationToken).ConfigureAwait(false);
        await bulk.WriteAsync(
            [
                .. written.Select(document => BulkOperation.Write(target, document.Key, entry.VideoId, ElasticsearchJson.Bytes(document.Value))),
                .. stale.Where(id => !written.ContainsKey(id)).Select(id => BulkOperation.Delete(target, id, entry.VideoId)),
            ],
            cancellationToken).ConfigureAwait(false);
    }

    private static string IdOf(string video, int chunk, int segment) => string.Create(CultureInfo.InvariantCulture, $"{video}-{chunk:0000}-{segment:00000}");

    /// <summary>Ids of the segments that a chunk has.</summary>
    private async Task<IEnumerable<string>> StoredAsync(string target, string video, int chunk, CancellationToken cancellationToken)
    {
        JsonArray number = [Clauses.Ascending("segment")];
        var hits = await reader.ReadAsync<SegmentDocument>(
            $"{target}", Clauses.All(Clauses.Term("video_id", video), Clauses.Term("chunk", chunk)), number, [], long.MaxValue, cancellationToken).ConfigureAwait(false);
        return hits.Select(hit => hit.Id);
    }
}
