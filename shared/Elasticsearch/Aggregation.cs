using System.Text.Json.Nodes;
using Elastic.Transport;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Counts documents by what a field holds.</summary>
internal sealed class Aggregation(ElasticsearchGateway gateway)
{
    /// <summary>For each field its values, with the number of documents of each.</summary>
    /// <param name="index">Index, alias or pattern; one that is not there holds nothing.</param>
    /// <param name="query">Which documents.</param>
    /// <param name="fields">Keywords.</param>
    /// <param name="most">Values at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ValueCount>>> TermsAsync(
        string index, JsonObject query, IReadOnlyList<string> fields, int most, CancellationToken cancellationToken)
    {
        var counters = fields.Select(field => KeyValuePair.Create(field, (JsonNode?)new JsonObject { ["terms"] = new JsonObject { ["field"] = field, ["size"] = most } }));
        var body = new JsonObject { ["size"] = 0, ["query"] = query, ["aggs"] = new JsonObject(counters) };
        var answer = await gateway.SendAsync(HttpMethod.POST, $"/{index}/_search?allow_partial_search_results=false", body, cancellationToken).ConfigureAwait(false);
        var found = answer.IsMissing ? null : answer.Read<JsonObject>()["aggregations"];
        return fields.ToDictionary(field => field, field => Values(found?[field]));
    }

    private static IReadOnlyList<ValueCount> Values(JsonNode? counter) =>
        [.. (counter?["buckets"]?.AsArray() ?? []).Select(bucket => new ValueCount((string)bucket!["key"]!, (int)bucket["doc_count"]!))];
}
