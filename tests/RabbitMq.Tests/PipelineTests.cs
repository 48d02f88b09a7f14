using System.Diagnostics;
using System.Text.Json;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.RabbitMq.Tests.Fixtures;
using MoTE.Indexing.Servers.RabbitMq;

namespace MoTE.Indexing.RabbitMq.Tests;

/// <summary>The real services over the real broker, and other systems beside them that know no .NET.</summary>
public sealed class PipelineTests(RabbitMqServer server) : IAsyncDisposable
{
    private readonly Archive _archive = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task VideoPublished_WithCurl_BecomesSearchable() => await PublishAsync("bash", "-c", MessagesDocument.Block("bash"));

    [Fact]
    public async Task VideoPublished_WithPython_BecomesSearchable()
    {
        if (!await HasPikaAsync())
            Assert.Skip("There is no python3 with pika: infra/setup.sh --tests installs it on Debian and Ubuntu.");
        await PublishAsync("/usr/bin/python3", "-c", MessagesDocument.Block("python"));
    }

    [Fact]
    public async Task IngestVideo_NoVideo_IsRejectedWithItsReason()
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using var ingest = await _archive.StartIngestAsync(broker);
        await using var other = await RawClient.ConnectAsync(broker);
        var rejections = await other.ListenAsync("mote.video-rejected");

        var request = Guid.NewGuid();
        await ingest.PublishAsync(new IngestVideo { RequestId = request, Source = "/nowhere/a.mp4" });

        var rejected = MessageOf((await other.TakeAsync(rejections)).Body);
        Assert.Equal(request, rejected.GetProperty("requestId").GetGuid());
        Assert.Contains("is not there", rejected.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Empty(await DeliveryTests.LettersAsync(broker));
    }

    [Fact]
    public async Task VideoPublished_NoJson_IsADeadLetter()
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using var ingest = await _archive.StartIngestAsync(broker);
        await using var other = await RawClient.ConnectAsync(broker);

        await other.SendAsync("video-published", "{ \"source\": ", "application/json");
        await other.SendAsync("video-published", """{ "title": "no source" }""");

        await RawClient.UntilAsync(async () => (await DeliveryTests.LettersAsync(broker)).Count == 2, "two dead letters");
        Assert.All(await DeliveryTests.LettersAsync(broker), letter => Assert.Equal("video-published", letter.Queue));
        await other.UntilCountAsync("given-up", 0);
        await other.UntilCountAsync("given-up.dead", 0);
    }

    public ValueTask DisposeAsync() => _archive.DisposeAsync();

    internal static JsonElement MessageOf(ReadOnlyMemory<byte> body) => JsonDocument.Parse(body).RootElement.GetProperty("message");

    private static async Task<bool> HasPikaAsync()
    {
        if (!File.Exists("/usr/bin/python3"))
            return false;
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", "import pika"]) { RedirectStandardError = true })!;
        await python.WaitForExitAsync(Token);
        return python.ExitCode == 0;
    }

    private async Task PublishAsync(string program, string option, string example)
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using var services = await _archive.StartAllAsync(broker);
        await using var other = await RawClient.ConnectAsync(broker);
        var news = await other.ListenAsync("mote.video-indexed");

        await RunAsync(program, option, MessagesDocument.Applied(example, broker, await _archive.ClipAsync()));

        var indexed = MessageOf((await other.TakeAsync(news)).Body);
        var video = await _archive.SingleAsync();
        Assert.Equal((VideoState.Searchable, "A walk in the park", "park"), (video.State, video.Title, video.Collection));
        Assert.Equal((video.Id.Value, video.Segments), (indexed.GetProperty("videoId").GetString(), indexed.GetProperty("segments").GetInt32()));
        foreach (var queue in await broker.ListAsync("queues", Token))
        {
            if (queue.GetProperty("durable").GetBoolean())
                await other.UntilCountAsync(queue.GetProperty("name").GetString()!, 0);
        }
    }

    private static async Task RunAsync(string program, string option, string script)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [option, script]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(Token) + await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, said);
    }
}
