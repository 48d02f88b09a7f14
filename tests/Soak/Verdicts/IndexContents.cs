using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MoTE.Indexing.Soak.Verdicts;

/// <summary>All segments that Elasticsearch holds of a deployment, read past the product's own code.</summary>
internal static class IndexContents
{
    // Elasticsearch gives no more than this to one question without paging.
    private const int Most = 10_000;

    /// <summary>Reads them.</summary>
    /// <returns>Each with the video that it names.</returns>
    public static async Task<ILookup<string, SegmentRow>> ReadAsync(Uri elasticsearch, string prefix, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = elasticsearch };
        using var refreshed = await http.PostAsync(new Uri($"/{prefix}-*/_refresh", UriKind.Relative), null, cancellationToken);
        using var answer = await http.PostAsJsonAsync(
            new Uri($"/{prefix}-segments/_search", UriKind.Relative),
            new { size = Most, track_total_hits = true, query = new { match_all = new { } } },
            cancellationToken);
        if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
            return Array.Empty<string>().ToLookup(id => id, _ => default(SegmentRow)!);
        var hits = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("hits");
        var total = hits.GetProperty("total").GetProperty("value").GetInt32();
        if (total > Most)
            throw new InvalidOperationException($"{total} segments are more than {Most}: make the load smaller.");
        return hits.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("_source")).ToLookup(source => source.GetProperty("video_id").GetString()!, Row);
    }

    private static SegmentRow Row(JsonElement source) => new(
        source.GetProperty("segment").GetInt32(),
        source.GetProperty("start_ms").GetInt64(),
        source.GetProperty("end_ms").GetInt64(),
        source.GetProperty("first_frame").GetInt64(),
        source.GetProperty("last_frame").GetInt64(),
        MemoryMarshal.Cast<byte, float>(source.GetProperty("vectors").GetBytesFromBase64()).ToArray());
}
