using System.Text.Json.Nodes;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Says which segments a filter means. How long a video is, only the catalogue knows: then the videos are looked up there first.</summary>
internal sealed class SegmentFilter(CatalogueIndex catalogue, IndexAdmin admin, DocumentReader reader)
{
    // What Elasticsearch takes in one clause, unless its settings say otherwise.
    private const int MostVideos = 65_536;

    /// <summary>The segments of a model that a filter means.</summary>
    /// <exception cref="UserErrorException">The filter names a length, and more videos have it than one question can name.</exception>
    public async Task<JsonObject> QueryAsync(string modelFingerprint, VideoFilter filter, CancellationToken cancellationToken)
    {
        var clauses = VideoClauses.OfBoth(modelFingerprint, filter);
        if (VideoClauses.NeedsCatalogue(filter))
            clauses.Add(Clauses.Terms("video_id", await VideosAsync(modelFingerprint, filter, cancellationToken).ConfigureAwait(false)));
        return Clauses.All(clauses);
    }

    private async Task<IReadOnlyList<string>> VideosAsync(string modelFingerprint, VideoFilter filter, CancellationToken cancellationToken)
    {
        _ = await admin.RefreshAsync(catalogue.Name, cancellationToken).ConfigureAwait(false);
        JsonArray identity = [Clauses.Ascending("video_id")];
        var found = await reader.ReadAsync<JsonObject>(
            catalogue.Name, Clauses.All(VideoClauses.OfCatalogue(modelFingerprint, filter)), identity, ["video_id"], MostVideos + 1L, cancellationToken).ConfigureAwait(false);
        return found.Count <= MostVideos
            ? [.. found.Select(hit => (string)hit.Source!["video_id"]!)]
            : throw new UserErrorException($"More than {MostVideos} videos are of that length: narrow the search further, by collection, title or time.");
    }
}
