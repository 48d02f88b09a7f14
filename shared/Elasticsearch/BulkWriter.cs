using System.Buffers;
using System.Text.Json;
using Elastic.Transport;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Writes and deletes documents, many in a request, and looks at what became of each.</summary>
internal sealed class BulkWriter(ElasticsearchGateway gateway, TimeProvider clock)
{
    private const int TooManyRequests = 429;
    private readonly Backoff _backoff = new(gateway.Options.Retries, clock);

    /// <summary>Carries out operations in their order; searches see them all at once, when the last request is through.</summary>
    /// <param name="operations">Of one shard, if none of them shall be seen before the others.</param>
    /// <param name="cancellationToken">Stops between requests.</param>
    /// <exception cref="StoreUnavailableException">Elasticsearch is overloaded.</exception>
    /// <exception cref="ElasticsearchRequestException">A document was refused.</exception>
    public async Task WriteAsync(IReadOnlyList<BulkOperation> operations, CancellationToken cancellationToken)
    {
        for (var first = 0; first < operations.Count;)
        {
            var request = Take(operations, first);
            first += request.Count;
            await WriteOneAsync(request, refresh: first == operations.Count, cancellationToken).ConfigureAwait(false);
        }
    }

    private List<BulkOperation> Take(IReadOnlyList<BulkOperation> operations, int first)
    {
        List<BulkOperation> taken = [operations[first]];
        var bytes = taken[0].Length;
        while (first + taken.Count < operations.Count && bytes + operations[first + taken.Count].Length <= gateway.Options.BulkBytes)
        {
            taken.Add(operations[first + taken.Count]);
            bytes += taken[^1].Length;
        }

        return taken;
    }

    private async Task WriteOneAsync(List<BulkOperation> operations, bool refresh, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var turnedAway = await SendAsync(operations, refresh, cancellationToken).ConfigureAwait(false);
            if (turnedAway.Count == 0)
                return;
            if (!await _backoff.WaitAsync(attempt, cancellationToken).ConfigureAwait(false))
                throw new StoreUnavailableException("Elasticsearch is overloaded: give it more room, or index less at a time.", new TimeoutException($"{turnedAway.Count} documents were turned away."));
            operations = turnedAway;
        }
    }

    /// <returns>The operations that Elasticsearch had no room for.</returns>
    private async Task<List<BulkOperation>> SendAsync(List<BulkOperation> operations, bool refresh, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>(operations.Sum(operation => operation.Length));
        operations.ForEach(operation => operation.WriteTo(body));
        var answer = await gateway.SendBytesAsync(HttpMethod.POST, $"/_bulk?refresh={(refresh ? "true" : "false")}", body.WrittenMemory, cancellationToken).ConfigureAwait(false);
        using var json = JsonDocument.Parse(answer.Body);
        if (!json.RootElement.GetProperty("errors").GetBoolean())
            return [];

        var turnedAway = new List<BulkOperation>();
        foreach (var (operation, item) in operations.Zip(json.RootElement.GetProperty("items").EnumerateArray()))
        {
            var outcome = item.EnumerateObject().Single().Value;
            var (type, reason) = ElasticsearchFailure.Error(outcome);
            if (type is null)
                continue;
            if (outcome.GetProperty("status").GetInt32() != TooManyRequests)
                throw new ElasticsearchRequestException($"{operation.Id} was refused: {type} {reason}", type);
            turnedAway.Add(operation);
        }

        return turnedAway;
    }
}
