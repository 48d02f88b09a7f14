using System.Text.Json.Nodes;
using Elastic.Transport;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Counts what there is of each model.</summary>
internal sealed class IndexedModels(ElasticsearchGateway gateway, IndexNames names)
{
    private const int MostModels = 1000;

    // Up to here the number of videos is exact.
    private const int Precision = 40_000;

    /// <summary>Every model with segments, most segments first.</summary>
    public async Task<IReadOnlyList<IndexedModel>> ListAsync(CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["size"] = 0,
            ["aggs"] = new JsonObject
            {
                ["models"] = new JsonObject
                {
                    ["terms"] = new JsonObject { ["field"] = "model_fingerprint", ["size"] = MostModels },
                    ["aggs"] = new JsonObject
                    {
                        ["videos"] = new JsonObject { ["cardinality"] = new JsonObject { ["field"] = "video_id", ["precision_threshold"] = Precision } },
                        ["name"] = new JsonObject
                        {
                            ["terms"] = new JsonObject { ["field"] = "model_name", ["size"] = 1, ["order"] = new JsonObject { ["last"] = "desc" } },
                            ["aggs"] = new JsonObject { ["last"] = new JsonObject { ["max"] = new JsonObject { ["field"] = "received_at" } } },
                        },
                    },
                },
            },
        };
        var answer = await gateway.SendAsync(HttpMethod.POST, $"/{names.Segments}/_search?allow_partial_search_results=false", body, cancellationToken).ConfigureAwait(false);
        var buckets = answer.IsMissing ? null : answer.Read<JsonObject>()["aggregations"]?["models"]?["buckets"]?.AsArray();
        return [.. (buckets ?? []).Select(bucket => Model(bucket!)).OrderByDescending(model => model.Segments).ThenBy(model => model.Fingerprint, StringComparer.Ordinal)];
    }

    private static IndexedModel Model(JsonNode bucket) => new(
        (string)bucket["key"]!, (string)bucket["name"]!["buckets"]![0]!["key"]!, (long)bucket["videos"]!["value"]!, (long)bucket["doc_count"]!);
}
