using System.Text;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.RabbitMq.DeadLetters;
using MoTE.Indexing.RabbitMq.Tests.Fixtures;
using MoTE.Indexing.Servers.RabbitMq;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.RabbitMq.Tests;

public sealed class DeliveryTests(RabbitMqServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_ServiceThatHasNeverRun_FindsItsMessages()
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using (var ingest = await Worker.StartAsync(broker, _ => { }))
            await ingest.PublishAsync(Chunk(1));

        var script = new EmbeddingScript(_ => Task.CompletedTask);
        await using var embedding = await StartAsync(broker, script);

        await RawClient.UntilAsync(() => Task.FromResult(!script.Seen.IsEmpty), "a message that was taken");
        Assert.Equal(Chunk(1), Assert.Single(script.Seen));
    }

    [Fact]
    public async Task Publish_QueueThatIsGone_FailsInsteadOfLosingTheMessage()
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using var ingest = await Worker.StartAsync(broker, _ => { });
        await ingest.PublishAsync(Chunk(1));
        await using var other = await RawClient.ConnectAsync(broker);
        _ = await other.Channel.QueueDeleteAsync("embed-chunk", ifUnused: false, ifEmpty: false, cancellationToken: Token);

        _ = await Assert.ThrowsAsync<MessageReturnedException>(() => ingest.PublishAsync(Chunk(2)));
    }

    [Fact]
    public async Task Consume_Failure_IsADeadLetterWithItsReason()
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using var embedding = await StartAsync(broker, new EmbeddingScript(_ => throw new UserErrorException("The tape is torn.")));

        await embedding.PublishAsync(Chunk(1));

        await using var other = await RawClient.ConnectAsync(broker);
        await RawClient.UntilAsync(async () => (await LettersAsync(broker)).Count > 0, "a dead letter");
        var letter = Assert.Single(await LettersAsync(broker));
        Assert.Equal(("embed-chunk", nameof(EmbedChunk), "The tape is torn.", typeof(UserErrorException).FullName), (letter.Queue, letter.Message, letter.Reason, letter.Failure));
        Assert.Contains(Chunk(1).VideoId, letter.Body, StringComparison.Ordinal);
        Assert.NotNull(letter.At);
        await other.UntilCountAsync("embed-chunk", 0);
    }

    [Fact]
    public async Task Consume_NoMessageAtAll_IsADeadLetterAndTheRestGoesOn()
    {
        await using var broker = await server.NewVirtualHostAsync();
        var script = new EmbeddingScript(_ => Task.CompletedTask);
        await using var embedding = await StartAsync(broker, script);
        await using var other = await RawClient.ConnectAsync(broker);

        await other.SendAsync("embed-chunk", "no JSON at all");
        await other.SendAsync("embed-chunk", """{"messageType":["urn:message:Elsewhere:Thing"],"message":{}}""", "application/vnd.masstransit+json");
        await embedding.PublishAsync(Chunk(1));

        await RawClient.UntilAsync(async () => (await LettersAsync(broker)).Count == 2, "two dead letters");
        Assert.All(await LettersAsync(broker), letter => Assert.NotEmpty(letter.Reason));
        await RawClient.UntilAsync(() => Task.FromResult(!script.Seen.IsEmpty), "the message after them");
    }

    [Fact]
    public async Task Consume_ConnectionThatEndsEachTime_IsADeadLetterAtTheLimitAndTheRestGoesOn()
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using (var ingest = await Worker.StartAsync(broker, _ => { }, null, ("DeliveryLimit", "3")))
            await ingest.PublishAsync(Chunk(1));

        for (var process = 0; process < 4; process++)
        {
            await using var killed = await RawClient.ConnectAsync(broker);
            await RawClient.UntilAsync(async () => await killed.Channel.BasicGetAsync("embed-chunk", autoAck: false, Token) is not null, "a message that was delivered");
        }

        var script = new EmbeddingScript(_ => Task.CompletedTask);
        await using var embedding = await StartAsync(broker, script, ("DeliveryLimit", "3"));
        await embedding.PublishAsync(Chunk(2));
        await RawClient.UntilAsync(async () => (await LettersAsync(broker)).Count > 0, "a dead letter");
        var letter = Assert.Single(await LettersAsync(broker));
        Assert.Equal("Each process that worked on it ended before it was done.", letter.Reason);
        await RawClient.UntilAsync(() => Task.FromResult(!script.Seen.IsEmpty), "the message after it");
        Assert.Equal([Chunk(2)], script.Seen);
    }

    [Fact]
    public async Task Consume_StoreThatIsAway_WaitsForIt()
    {
        await using var broker = await server.NewVirtualHostAsync();
        var script = new EmbeddingScript(context => context.GetRetryAttempt() < 2 ? throw new StoreUnavailableException("Elasticsearch is away.", new IOException()) : Task.CompletedTask);
        await using var embedding = await StartAsync(broker, script);

        await embedding.PublishAsync(Chunk(1));

        await RawClient.UntilAsync(() => Task.FromResult(script.Seen.Count == 3), "three tries");
        Assert.Empty(await LettersAsync(broker));
    }

    [Fact]
    public async Task Stop_MessageInWork_IsGivenBack()
    {
        await using var broker = await server.NewVirtualHostAsync();
        var script = new EmbeddingScript(context => Task.Delay(Timeout.Infinite, context.CancellationToken));
        await using (var embedding = await StartAsync(broker, script))
        {
            await embedding.PublishAsync(Chunk(1));
            await RawClient.UntilAsync(() => Task.FromResult(!script.Seen.IsEmpty), "a message in work");
        }

        await using var other = await RawClient.ConnectAsync(broker);
        await other.UntilCountAsync("embed-chunk", 1);
        Assert.Empty(await LettersAsync(broker));
        Assert.Contains(Chunk(1).VideoId, Encoding.UTF8.GetString((await other.TakeAsync("embed-chunk")).Body.Span), StringComparison.Ordinal);
    }

    internal static EmbedChunk Chunk(int number) => new() { VideoId = Examples.Id(number).Value, ModelFingerprint = Examples.Model, Chunk = 0, ChunkCount = 1 };

    internal static Task<Worker> StartAsync(VirtualHost broker, EmbeddingScript script, params (string Name, string Value)[] options) => Worker.StartAsync(
        broker, bus => bus.AddConsumer<ScriptedEmbedding, ScriptedEmbeddingDefinition>(), services => services.AddSingleton(script), options);

    internal static async Task<IReadOnlyList<DeadLetter>> LettersAsync(VirtualHost broker)
    {
        await using var queues = await DeadLetterQueues.OpenAsync(broker.Address, Token);
        return await queues.ListAsync(100, Token);
    }
}
