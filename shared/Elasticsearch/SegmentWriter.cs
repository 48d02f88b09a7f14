using System.Globalization;
using System.Text.Json.Nodes;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Puts the segments of a chunk in place of those that it had.</summary>
internal sealed class SegmentWriter(
    IndexNames names, SegmentIndices indices, VideoEntries entries, SegmentDescriptions descriptions, DocumentReader reader, BulkWriter bulk, TimeProvider clock)
{
    /// <summary>Writes into every index of the model, so that one that is being filled misses nothing.</summary>
    public async Task StoreAsync(Video video, int chunk, IReadOnlyList<EmbeddedSegment> segments, CancellationToken cancellationToken)
    {
        var targets = segments.Count == 0
            ? await indices.ListAsync(names.EveryIndex(video.ModelFingerprint), cancellationToken).ConfigureAwait(false)
            : await indices.EnsureAsync(video.ModelFingerprint, SegmentWidths.Of(segments[0]), cancellationToken).ConfigureAwait(false);
        foreach (var target in targets)
        {
            SegmentValidation.CheckWidths(segments, target.Widths);
        }

        foreach (var target in targets)
        {
            try
            {
                await StoreAsync(target.Name, video, chunk, segments, cancellationToken).ConfigureAwait(false);
            }
            catch (ElasticsearchRequestException failure) when (failure.Type == ElasticsearchRequestException.NoSuchIndex && targets.Count > 1)
            {
                // Another index has taken its place, and got the chunk too.
            }
        }
    }

    /// <summary>Writes into one index.</summary>
    public async Task StoreAsync(string index, Video video, int chunk, IReadOnlyList<EmbeddedSegment> segments, CancellationToken cancellationToken)
    {
        var entry = await entries.FindAsync(video.Id, video.ModelFingerprint, cancellationToken).ConfigureAwait(false) ?? VideoDocument.Of(video, before: null);
        await ReplaceAsync(index, entry, chunk, segments, cancellationToken).ConfigureAwait(false);

        // Who changes an entry describes the segments that are there; these may have come just after.
        if (await entries.FindAsync(video.Id, video.ModelFingerprint, cancellationToken).ConfigureAwait(false) is { } now && !VideoDescription.Of(now).SameAs(VideoDescription.Of(entry)))
            await descriptions.SpreadAsync(now, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReplaceAsync(string index, VideoDocument entry, int chunk, IReadOnlyList<EmbeddedSegment> segments, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var written = segments.ToDictionary(segment => IdOf(entry.VideoId, chunk, segment.Segment.Number), segment => SegmentDocument.Of(entry, chunk, segment, now));
        var stored = await StoredAsync(index, entry.VideoId, chunk, cancellationToken).ConfigureAwait(false);
        await bulk.WriteAsync(
            [
                .. written.Select(document => BulkOperation.Write(index, document.Key, entry.VideoId, ElasticsearchJson.Bytes(document.Value))),
                .. stored.Where(id => !written.ContainsKey(id)).Select(id => BulkOperation.Delete(index, id, entry.VideoId)),
            ],
            cancellationToken).ConfigureAwait(false);
    }

    private static string IdOf(string video, int chunk, int segment) => string.Create(CultureInfo.InvariantCulture, $"{video}-{chunk:0000}-{segment:00000}");

    /// <summary>Ids of the segments that a chunk has.</summary>
    private async Task<IEnumerable<string>> StoredAsync(string index, string video, int chunk, CancellationToken cancellationToken)
    {
        JsonArray number = [Clauses.Ascending("segment")];
        var hits = await reader.ReadAsync<SegmentDocument>(
            index, Clauses.All(Clauses.Term("video_id", video), Clauses.Term("chunk", chunk)), number, [], long.MaxValue, cancellationToken).ConfigureAwait(false);
        return hits.Select(hit => hit.Id);
    }
}
