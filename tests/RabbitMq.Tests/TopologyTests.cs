using System.Globalization;
using System.Text.Json;
using MoTE.Indexing.RabbitMq.Tests.Fixtures;
using MoTE.Indexing.Servers.RabbitMq;

namespace MoTE.Indexing.RabbitMq.Tests;

/// <summary>What is on the broker, read through its management interface.</summary>
public sealed class TopologyTests(RabbitMqServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_EveryService_DeclaresWhatTheDocumentShows()
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using var archive = new Archive();
        await using var services = await archive.StartAllAsync(broker);

        Assert.Equal(MessagesDocument.Block("topology"), await DescribeAsync(broker));
    }

    [Fact]
    public async Task Start_AnyServiceAlone_DeclaresEveryQueueOfMessagesThatMustNotBeLost()
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using var service = await Worker.StartAsync(broker, _ => { });

        var queues = (await broker.ListAsync("queues", Token)).Select(Name).ToList();
        Assert.All(RoutedMessages.Routes, route => Assert.Contains(route.Queue, queues));
        Assert.All(RoutedMessages.Routes, route => Assert.Contains(DeadLetterTopology.Of(route.Queue), queues));
    }

    [Fact]
    public async Task Start_TwoWatchers_EachHaveAQueueThatGoesWithThem()
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using var archive = new Archive();
        await using (await archive.StartAllAsync(broker))
        await using (await archive.StartAllAsync(broker))
            Assert.Equal(2, (await WatchersAsync(broker)).Count);

        await RawClient.UntilAsync(async () => (await WatchersAsync(broker)).Count == 0, "a broker without queues of watchers");
    }

    private static async Task<IReadOnlyList<string>> WatchersAsync(VirtualHost broker) =>
        [.. (await broker.ListAsync("queues", Token)).Select(Name).Where(name => name.StartsWith("video-watcher", StringComparison.Ordinal))];

    private static async Task<string> DescribeAsync(VirtualHost broker)
    {
        var queues = (await broker.ListAsync("queues", Token)).Where(queue => IsLasting(Name(queue))).Select(Queue);
        var exchanges = (await broker.ListAsync("exchanges", Token)).Where(IsOfThisSystem).Select(Exchange);
        var bindings = (await broker.ListAsync("bindings", Token)).Where(binding => IsLasting(binding.GetProperty("source").GetString()!) && IsLasting(binding.GetProperty("destination").GetString()!)).Select(Binding);
        return string.Concat(new[] { exchanges, queues, bindings }.SelectMany(lines => lines.Order(StringComparer.Ordinal)).Select(line => line + "\n"));
    }

    private static string Name(JsonElement element) => element.GetProperty("name").GetString()!;

    private static bool IsOfThisSystem(JsonElement exchange) => IsLasting(Name(exchange)) && !exchange.GetProperty("auto_delete").GetBoolean();

    private static bool IsLasting(string name) => name.Length > 0 && !name.StartsWith("amq.", StringComparison.Ordinal) && !name.StartsWith("video-watcher", StringComparison.Ordinal) && !name.Contains("_bus_", StringComparison.Ordinal);

    private static string Exchange(JsonElement exchange) => $"exchange {Name(exchange)} {exchange.GetProperty("type").GetString()}{Durable(exchange)}";

    private static string Queue(JsonElement queue) =>
        $"queue {Name(queue)}{Durable(queue)} {string.Join(' ', queue.GetProperty("arguments").EnumerateObject().OrderBy(argument => argument.Name, StringComparer.Ordinal).Select(argument => $"{argument.Name}={argument.Value}"))}";

    private static string Durable(JsonElement element) => element.GetProperty("durable").GetBoolean() ? " durable" : string.Empty;

    private static string Binding(JsonElement binding) => string.Create(
        CultureInfo.InvariantCulture, $"{binding.GetProperty("source").GetString()} -> {binding.GetProperty("destination_type").GetString()} {binding.GetProperty("destination").GetString()}");
}
