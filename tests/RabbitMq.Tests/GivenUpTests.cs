using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Cli.Tests;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.RabbitMq.DeadLetters;
using MoTE.Indexing.RabbitMq.Tests.Fixtures;
using MoTE.Indexing.Servers.RabbitMq;
using MoTE.Indexing.Testing.Ports;
using RabbitMQ.Client;

namespace MoTE.Indexing.RabbitMq.Tests;

/// <summary>What becomes of a video whose message was given up, and how an operator lets it go on.</summary>
public sealed class GivenUpTests(RabbitMqServer server) : IAsyncDisposable
{
    private readonly Archive _archive = new();

    [Fact]
    public async Task EmbedChunk_GivenUp_RejectsTheVideoUntilItsMessageIsReplayed()
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using var ingest = await _archive.StartIngestAsync(broker);
        await using var other = await RawClient.ConnectAsync(broker);
        var (rejections, news) = (await other.ListenAsync("mote.video-rejected"), await other.ListenAsync("mote.video-indexed"));
        await using (await DeliveryTests.StartAsync(broker, new EmbeddingScript(_ => throw new InvalidOperationException("secret detail"))))
        {
            await ingest.PublishAsync(new IngestVideo { RequestId = Guid.NewGuid(), Source = await _archive.ClipAsync() });
            _ = await other.TakeAsync(rejections);
        }

        var rejected = await _archive.SingleAsync();
        Assert.Equal(VideoState.Rejected, rejected.State);
        Assert.Equal("It was given up, but can be tried again: something unexpected went wrong, and the log says what.", rejected.Reason);
        var letter = Assert.Single(await DeliveryTests.LettersAsync(broker));
        Assert.Equal(("embed-chunk", "secret detail"), (letter.Queue, letter.Reason));

        await using var embedding = await _archive.StartEmbeddingAsync(broker);
        await using var indexing = await _archive.StartIndexingAsync(broker);
        var replayed = await MoteAsync(broker, "replay", letter.Id);

        Assert.Equal((0, $"{letter.Id} goes on from embed-chunk"), (replayed.ExitCode, replayed.Lines[0]));
        _ = await other.TakeAsync(news);
        Assert.Equal((VideoState.Searchable, null), ((await _archive.SingleAsync()).State, (await _archive.SingleAsync()).Reason));
        Assert.Empty(await DeliveryTests.LettersAsync(broker));
    }

    [Fact]
    public async Task EmbedChunk_ProcessThatEndsEachTime_RejectsTheVideo()
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using var ingest = await _archive.StartIngestAsync(broker, ("DeliveryLimit", "2"));
        await using var other = await RawClient.ConnectAsync(broker);
        var rejections = await other.ListenAsync("mote.video-rejected");

        await ingest.PublishAsync(new IngestVideo { RequestId = Guid.NewGuid(), Source = await _archive.ClipAsync() });
        for (var process = 0; process < 3; process++)
        {
            await using var killed = await RawClient.ConnectAsync(broker);
            await RawClient.UntilAsync(
                async () => await killed.Channel.BasicGetAsync("embed-chunk", autoAck: false, TestContext.Current.CancellationToken) is not null, "a message that was delivered");
        }

        _ = await other.TakeAsync(rejections);
        Assert.Equal(
            (VideoState.Rejected, "It was given up, but can be tried again: each process that worked on it ended before it was done."),
            ((await _archive.SingleAsync()).State, (await _archive.SingleAsync()).Reason));
    }

    [Theory]
    [InlineData("/videos/park.mp4", "/videos/park.mp4")]
    [InlineData("https://videos.example/park.mp4?signature=1", "https://videos.example/park.mp4")]
    public async Task IngestVideo_GivenUpAfterItsVideoWasEntered_RejectsTheVideo(string source, string remembered)
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using var ingest = await _archive.StartIngestAsync(broker);
        await using var other = await RawClient.ConnectAsync(broker);
        var rejections = await other.ListenAsync("mote.video-rejected");
        await _archive.Catalogue.SaveAsync(Examples.Video(1) with { ModelFingerprint = _archive.Model.Fingerprint, State = VideoState.Received, Sources = [remembered] }, TestContext.Current.CancellationToken);

        var id = await GiveUpAsync(other, source);

        Assert.Equal(id, PipelineTests.MessageOf((await other.TakeAsync(rejections)).Body).GetProperty("requestId").GetGuid());
        Assert.Equal(Examples.Id(1).Value, PipelineTests.MessageOf((await other.TakeAsync(rejections)).Body).GetProperty("videoId").GetString());
        Assert.Equal(VideoState.Rejected, (await _archive.SingleAsync()).State);
    }

    [Fact]
    public async Task IngestVideo_UploadGivenUpAfterItsVideoWasEntered_RejectsTheVideo()
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using var ingest = await _archive.StartIngestAsync(broker);
        await using var other = await RawClient.ConnectAsync(broker);
        var rejections = await other.ListenAsync("mote.video-rejected");
        var (upload, video) = await _archive.UploadAsync();
        await _archive.Catalogue.SaveAsync(
            Examples.Video(1) with { Id = video, ModelFingerprint = _archive.Model.Fingerprint, State = VideoState.Received, Sources = ["clip.mp4"] }, TestContext.Current.CancellationToken);

        _ = await GiveUpAsync(other, $"upload:{upload:D}");

        _ = await other.TakeAsync(rejections);
        Assert.Equal(video.Value, PipelineTests.MessageOf((await other.TakeAsync(rejections)).Body).GetProperty("videoId").GetString());
        var rejected = await _archive.SingleAsync();
        Assert.Equal(VideoState.Rejected, rejected.State);
        Assert.StartsWith("It was given up, but can be tried again: ", rejected.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dlq_TwoMessages_AreListedShownReplayedAndDropped()
    {
        await using var broker = await server.NewVirtualHostAsync();
        var isBroken = true;
        var script = new EmbeddingScript(_ => isBroken ? throw new UserErrorException("The tape is torn.") : Task.CompletedTask);
        await using var embedding = await DeliveryTests.StartAsync(broker, script);
        await embedding.PublishAsync(DeliveryTests.Chunk(1));
        await RawClient.UntilAsync(async () => (await DeliveryTests.LettersAsync(broker)).Count == 1, "a dead letter");
        await using var other = await RawClient.ConnectAsync(broker);
        await other.SendAsync("embed-chunk", "no JSON");
        await RawClient.UntilAsync(async () => (await DeliveryTests.LettersAsync(broker)).Count == 2, "two dead letters");
        isBroken = false;

        var list = await MoteAsync(broker, "list", "--json");
        var messages = list.Json.GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(["id", "queue", "message", "reason", "failure", "at"], CommandRun.Members(messages[0]));
        var (chunk, garbage) = (messages[0].GetProperty("id").GetString()!, messages[1].GetProperty("id").GetString()!);

        Assert.Contains("The tape is torn.", (await MoteAsync(broker, "list")).Output, StringComparison.Ordinal);
        Assert.Contains("MT-Fault-StackTrace", (await MoteAsync(broker, "show", chunk)).Output, StringComparison.Ordinal);
        Assert.Equal("no JSON", (await MoteAsync(broker, "show", garbage, "--json")).Json.GetProperty("body").GetString());
        Assert.Equal(1, (await MoteAsync(broker, "drop", garbage, "--json")).Json.GetProperty("dropped").GetInt32());
        Assert.Equal(chunk, Assert.Single((await MoteAsync(broker, "replay", "--all", "--json")).Json.GetProperty("replayed").EnumerateArray()).GetString());

        Assert.Equal("No message was given up.\n", (await MoteAsync(broker, "list")).Output);
        Assert.Contains($"video:{DeliveryTests.Chunk(1).VideoId}", System.Text.Encoding.UTF8.GetString((await other.TakeAsync("ingest-video")).Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dlq_UnknownId_IsOneSentence()
    {
        await using var broker = await server.NewVirtualHostAsync();

        var shown = await MoteAsync(broker, "show", "17");

        Assert.Equal((1, "No message 17 was given up: 'mote dlq list' shows those that were.\n"), (shown.ExitCode, shown.Error));
    }

    public ValueTask DisposeAsync() => _archive.DisposeAsync();

    // As a service does that gives a request up.
    private static async Task<Guid> GiveUpAsync(RawClient other, string source)
    {
        var id = Guid.NewGuid();
        var message = Envelope.Write(id, new IngestVideo { RequestId = id, Source = source });
        await other.Channel.BasicPublishAsync("ingest-video.dead", string.Empty, mandatory: true, new BasicProperties { ContentType = Envelope.MediaType }, message, TestContext.Current.CancellationToken);
        return id;
    }

    private static Task<CommandRun> MoteAsync(VirtualHost broker, params string[] arguments) => CommandRun.OfAsync(["dlq", .. arguments, "--broker", broker.Address.ToString()]);
}
