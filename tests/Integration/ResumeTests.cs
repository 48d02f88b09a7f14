using MoTE.Indexing.EndToEnd;
using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Servers.RabbitMq;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Integration;

/// <summary>What an operator does after the broker has lost its messages.</summary>
public sealed class ResumeTests(RabbitMqServer broker, AzuriteServer store, NewestElasticsearch search)
{
    private const string Chunks = "embed-chunk";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resume_MessageIsLost_ItsVideoGoesOn()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill.");
        await using var deployment = await Deployment.StartAsync(broker, store, search, Token);
        _ = await deployment.Service("Embedding").StopAsync(Token);
        using var indexing = MoteProcess.Start(
            "index", Path.Combine(Repository.Root, "infra", "samples", "clip-01.mp4"), "--json", "--server", deployment.Address.AbsoluteUri);
        while (await WaitingAsync(deployment) == 0)
            await Task.Delay(200, Token);

        await deployment.Broker.PurgeAsync(Chunks, Token);
        await deployment.StartAgainAsync("Embedding", Token);
        var (exitCode, output, error) = await deployment.RunAsync("Ingest", "resume", Token);

        Assert.True(exitCode == 0, error);
        Assert.Equal("Unfinished videos that go on: 1.", output.Trim());
        var indexed = await indexing.EndAsync();
        Assert.True(indexed.ExitCode == 0, indexed.Error + indexed.Output);
        Assert.Contains("\"searchable\"", indexed.Output, StringComparison.Ordinal);
    }

    private static async Task<int> WaitingAsync(Deployment deployment) => (await deployment.Broker.ListAsync("queues", Token))
        .Where(queue => queue.GetProperty("name").GetString() == Chunks)
        .Sum(queue => queue.TryGetProperty("messages_ready", out var ready) ? ready.GetInt32() : 0);
}
