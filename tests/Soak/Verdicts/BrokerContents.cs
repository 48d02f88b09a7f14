using System.Text.Json;
using MoTE.Indexing.Servers.RabbitMq;

namespace MoTE.Indexing.Soak.Verdicts;

/// <summary>What lies in the queues of a deployment.</summary>
/// <param name="Waiting">Queues with messages that wait or are in hand, and how many.</param>
/// <param name="Dead">Queues of dead letters that are not empty, and how many.</param>
internal sealed record BrokerContents(IReadOnlyDictionary<string, int> Waiting, IReadOnlyDictionary<string, int> Dead)
{
    private const string DeadSuffix = ".dead";

    /// <summary>Counts them.</summary>
    public static async Task<BrokerContents> ReadAsync(VirtualHost host, CancellationToken cancellationToken)
    {
        var filled = (await host.ListAsync("queues", cancellationToken))
            .Select(queue => (Name: queue.GetProperty("name").GetString()!, Messages: Messages(queue)))
            .Where(queue => queue.Messages > 0)
            .ToLookup(queue => queue.Name.EndsWith(DeadSuffix, StringComparison.Ordinal));
        return new BrokerContents(filled[false].ToDictionary(queue => queue.Name, queue => queue.Messages), filled[true].ToDictionary(queue => queue.Name, queue => queue.Messages));
    }

    // A queue that was made a moment ago has no count yet.
    private static int Messages(JsonElement queue) => queue.TryGetProperty("messages", out var messages) ? messages.GetInt32() : 0;
}
