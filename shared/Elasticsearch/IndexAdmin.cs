using System.Text.Json.Nodes;
using Elastic.Transport;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Makes indices, refreshes them, and takes documents out of them.</summary>
internal sealed class IndexAdmin(ElasticsearchGateway gateway)
{
    private const int Rounds = 20;

    /// <summary>Makes an index unless it is there.</summary>
    public async Task CreateAsync(string index, JsonObject definition, IEnumerable<string> aliases, CancellationToken cancellationToken)
    {
        definition["aliases"] = new JsonObject(aliases.Select(alias => KeyValuePair.Create(alias, (JsonNode?)new JsonObject())));
        try
        {
            _ = await gateway.SendAsync(HttpMethod.PUT, $"/{index}", definition, cancellationToken).ConfigureAwait(false);
        }
        catch (ElasticsearchRequestException failure) when (failure.Type == ElasticsearchRequestException.AlreadyThere)
        {
            // Somebody else was faster, with the same definition.
        }
    }

    /// <summary>Drops an index, if it is there.</summary>
    public Task DropAsync(string index, CancellationToken cancellationToken) => gateway.SendAsync(HttpMethod.DELETE, $"/{index}", cancellationToken);

    /// <summary>Changes aliases, all in one step; false, and nothing is changed, when an index is not there.</summary>
    public async Task<bool> ChangeAliasesAsync(JsonArray actions, CancellationToken cancellationToken) =>
        !(await gateway.SendAsync(HttpMethod.POST, "/_aliases", new JsonObject { ["actions"] = actions }, cancellationToken).ConfigureAwait(false)).IsMissing;

    /// <summary>Lets searches see what was written; false when there is no such index.</summary>
    public async Task<bool> RefreshAsync(string index, CancellationToken cancellationToken) =>
        !(await gateway.SendAsync(HttpMethod.POST, $"/{index}/_refresh", cancellationToken).ConfigureAwait(false)).IsMissing;

    /// <summary>How many documents a query finds; 0 when there is no such index.</summary>
    public async Task<long> CountAsync(string index, JsonObject query, CancellationToken cancellationToken)
    {
        var answer = await gateway.SendAsync(HttpMethod.POST, $"/{index}/_count", new JsonObject { ["query"] = query.DeepClone() }, cancellationToken).ConfigureAwait(false);
        return answer.IsMissing ? 0 : answer.Read<Counted>().Count;
    }

    /// <summary>Deletes what a query finds, and proves that nothing is left.</summary>
    /// <returns>How many documents there were.</returns>
    public async Task<long> DeleteAsync(string index, JsonObject query, CancellationToken cancellationToken)
    {
        long deleted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            if (!await RefreshAsync(index, cancellationToken).ConfigureAwait(false) || await CountAsync(index, query, cancellationToken).ConfigureAwait(false) == 0)
                return deleted;
            var answer = await gateway.SendAsync(
                HttpMethod.POST, $"/{index}/_delete_by_query?conflicts=proceed&refresh=true", new JsonObject { ["query"] = query.DeepClone() }, cancellationToken).ConfigureAwait(false);
            deleted += answer.IsMissing ? 0 : answer.Read<Deletion>().Deleted;
        }

        throw new InvalidOperationException($"Documents come into {index} as fast as they are deleted.");
    }

    private sealed record Counted(long Count);

    private sealed record Deletion(long Deleted);
}
