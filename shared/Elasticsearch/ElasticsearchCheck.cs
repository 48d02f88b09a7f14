using System.Text.Json.Nodes;
using Elastic.Transport;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Whether Elasticsearch answers, and every index of ours has its primary shards.</summary>
internal sealed class ElasticsearchCheck(ElasticsearchGateway gateway, IndexNames names) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var answer = await gateway.SendAsync(HttpMethod.GET, $"/_cluster/health/{names.Everything}?expand_wildcards=all&timeout=5s", cancellationToken).ConfigureAwait(false);
            return (string?)answer.Read<JsonObject>()["status"] switch
            {
                "red" => HealthCheckResult.Unhealthy("A shard of the index is missing: look after the cluster's nodes."),
                _ => HealthCheckResult.Healthy(),
            };
        }
        catch (StoreUnavailableException failure)
        {
            return HealthCheckResult.Unhealthy(failure.Message);
        }
    }
}
