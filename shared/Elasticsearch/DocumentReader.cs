using System.Text.Json.Nodes;
using Elastic.Transport;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Reads any number of documents in order; more than one page at one point in time.</summary>
internal sealed class DocumentReader(ElasticsearchGateway gateway)
{
    private const int PageSize = 1000;

    /// <summary>Reads documents.</summary>
    /// <param name="index">Index, alias or pattern; one that is not there holds nothing.</param>
    /// <param name="query">Which.</param>
    /// <param name="sort">In which order; no two documents are equal in it.</param>
    /// <param name="fields">Which of their fields; null for all, none for the place only.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<SearchHit<TDocument>>> ReadAsync<TDocument>(
        string index, JsonObject query, JsonArray sort, IReadOnlyList<string>? fields, long limit, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["query"] = query, ["sort"] = sort, ["track_total_hits"] = false, ["_source"] = Source(fields) };
        if (limit <= PageSize)
            return await OnePageAsync<TDocument>(index, body, (int)limit, cancellationToken).ConfigureAwait(false);

        var opened = await gateway.SendAsync(HttpMethod.POST, $"/{index}/_pit?keep_alive=1m", cancellationToken).ConfigureAwait(false);
        if (opened.IsMissing)
            return [];
        var point = opened.Read<PointInTime>().Id;
        try
        {
            return await AllPagesAsync<TDocument>(point, body, limit, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _ = await gateway.SendAsync(HttpMethod.DELETE, "/_pit", new PointInTime(point), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<SearchHit<TDocument>>> OnePageAsync<TDocument>(string index, JsonObject body, int size, CancellationToken cancellationToken)
    {
        body["size"] = size;
        var answer = await gateway.SendAsync(HttpMethod.POST, $"/{index}/_search?allow_partial_search_results=false", body, cancellationToken).ConfigureAwait(false);
        return answer.IsMissing ? [] : answer.Read<SearchAnswer<TDocument>>().Hits.Hits;
    }

    private async Task<IReadOnlyList<SearchHit<TDocument>>> AllPagesAsync<TDocument>(string point, JsonObject body, long limit, CancellationToken cancellationToken)
    {
        var found = new List<SearchHit<TDocument>>();
        while (found.Count < limit)
        {
            var size = (int)Math.Min(PageSize, limit - found.Count);
            body["size"] = size;
            body["pit"] = new JsonObject { ["id"] = point, ["keep_alive"] = "1m" };
            if (found.Count > 0)
                body["search_after"] = new JsonArray([.. found[^1].Sort!.Select(value => JsonValue.Create(value))]);
            var answer = await gateway.SendAsync(HttpMethod.POST, "/_search?allow_partial_search_results=false", body, cancellationToken).ConfigureAwait(false);
            if (answer.IsMissing)
                throw new InvalidDataException("A point in time of Elasticsearch was lost while it was read.");
            var page = answer.Read<SearchAnswer<TDocument>>();
            found.AddRange(page.Hits.Hits);
            point = page.PitId ?? point;
            if (page.Hits.Hits.Count < size)
                break;
        }

        return found;
    }

    private static JsonNode Source(IReadOnlyList<string>? fields) => fields switch
    {
        null => JsonValue.Create(true),
        [] => JsonValue.Create(false),
        _ => new JsonArray([.. fields.Select(field => JsonValue.Create(field))]),
    };

    private sealed record PointInTime(string Id);
}
