using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Search.Events;
using MoTE.Indexing.Search.Tests.Fixtures;
using MoTE.Indexing.Search.Web;

namespace MoTE.Indexing.Search.Tests.Api;

public sealed class EventsEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Listen_VideoAdvances_GetsTheVideo()
    {
        await using var site = await Site.StartAsync();
        var video = await site.AddVideoAsync(1);
        await using var events = await ListenAsync(site);

        await site.Bus.Bus.Publish(new VideoAdvanced { VideoId = video.Id.Value, ModelFingerprint = Site.Bundle.Fingerprint }, Token);

        var (kind, data) = await events.NextAsync();
        Assert.Equal("video", kind);
        Assert.Equal((await site.JsonAsync($"/api/videos/{video.Id}")).GetRawText(), data.GetRawText());
    }

    [Fact]
    public async Task Listen_VideoOfAnotherModelOrDeleted_HearsOnlyOfTheDeleted()
    {
        await using var site = await Site.StartAsync();
        var video = await site.AddVideoAsync(1);
        await using var events = await ListenAsync(site);

        await site.Bus.Bus.Publish(new VideoAdvanced { VideoId = video.Id.Value, ModelFingerprint = new string('0', 64) }, Token);
        Assert.True(await site.Bus.Consumed.Any<VideoAdvanced>(Token));
        using var deleted = await site.SendAsync(HttpMethod.Delete, $"/api/videos/{video.Id}");

        var (kind, data) = await events.NextAsync();
        Assert.Equal(("deleted", video.Id.Value), (kind, data.GetProperty("videoId").GetString()));
    }

    [Fact]
    public async Task Listen_RequestRejected_HearsWhy()
    {
        await using var site = await Site.StartAsync();
        await using var events = await ListenAsync(site);
        var request = Guid.NewGuid();

        await site.Bus.Bus.Publish(new VideoRejected { RequestId = request, Source = "/home/a b/c.mp4", Reason = "c.mp4 is empty (0 bytes)." }, Token);

        var (kind, data) = await events.NextAsync();
        Assert.Equal("ingest", kind);
        Assert.Equal((request, JsonValueKind.Null, "rejected", "c.mp4 is empty (0 bytes)."), (
            data.GetProperty("requestId").GetGuid(), data.GetProperty("videoId").ValueKind, data.GetProperty("state").GetString(), data.GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData(true, "searchable")]
    [InlineData(false, "received")]
    public async Task Listen_RequestTakenIn_HearsWhichVideoItIs(bool wasSearchable, string state)
    {
        await using var site = await Site.StartAsync();
        await using var events = await ListenAsync(site);

        await site.Bus.Bus.Publish(new VideoReceived { RequestId = Guid.NewGuid(), VideoId = new string('a', 64), Source = "/a.mp4", WasSearchable = wasSearchable }, Token);

        var (kind, data) = await events.NextAsync();
        Assert.Equal(("ingest", new string('a', 64), state), (kind, data.GetProperty("videoId").GetString(), data.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Listen_NothingHappens_GetsSignsOfLife()
    {
        await using var site = await Site.StartAsync(services => services.Configure<WebOptions>(options => options.Heartbeat = TimeSpan.FromMilliseconds(20)));
        await using var events = await ListenAsync(site);

        Assert.Equal("heartbeat", (await events.NextAsync(withHeartbeats: true)).Kind);
        Assert.Equal("heartbeat", (await events.NextAsync(withHeartbeats: true)).Kind);
    }

    [Fact]
    public async Task Listen_MoreClientsThanServed_Is503UntilOneLeaves()
    {
        await using var site = await Site.StartAsync(services => services.Configure<WebOptions>(options => options.EventClientsMost = 1));
        await using (await ListenAsync(site))
        {
            Assert.Equal(503, (await site.ProblemAsync("/api/events")).Status);
        }

        var live = site.Service<LiveEvents>();
        while (live.HasListeners)
            await Task.Delay(10, Token);
        await using var events = await ListenAsync(site);
    }

    [Fact]
    public async Task Tell_ClientFallsBehind_EndsItsStreamAndNoOther()
    {
        await using var site = await Site.StartAsync(services => services.Configure<WebOptions>(options => options.EventsAheadMost = 2));
        var live = site.Service<LiveEvents>();
        using var slow = live.Listen()!;
        using var quick = live.Listen()!;

        for (var number = 0; number < 3; number++)
        {
            live.Tell(new LiveEvent(LiveEvent.Deleted, new DeletedNews("x")));
            Assert.True(quick.Events.TryRead(out _));
        }

        Assert.True(slow.Events.TryRead(out _));
        Assert.True(slow.Events.TryRead(out _));
        Assert.False(await slow.Events.WaitToReadAsync(Token));
        live.Tell(new LiveEvent(LiveEvent.Deleted, new DeletedNews("x")));
        Assert.True(quick.Events.TryRead(out _));
    }

    [Fact]
    public async Task Stop_WhileAClientListens_EndsTheStream()
    {
        var site = await Site.StartAsync();
        var events = await ListenAsync(site);

        await site.DisposeAsync();

        Assert.False(await events.HasNextAsync());
        await events.DisposeAsync();
    }

    private static async Task<Listening> ListenAsync(Site site)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        var answer = await site.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var listening = new Listening(answer, SseParser.Create(await answer.Content.ReadAsStreamAsync(Token)).EnumerateAsync(Token).GetAsyncEnumerator(Token));
        Assert.Equal("heartbeat", (await listening.NextAsync(withHeartbeats: true)).Kind);
        return listening;
    }

    private sealed class Listening(HttpResponseMessage answer, IAsyncEnumerator<SseItem<string>> items) : IAsyncDisposable
    {
        public async Task<(string Kind, JsonElement Data)> NextAsync(bool withHeartbeats = false)
        {
            do
                Assert.True(await items.MoveNextAsync());
            while (!withHeartbeats && items.Current.EventType == "heartbeat");
            return (items.Current.EventType, JsonDocument.Parse(items.Current.Data).RootElement);
        }

        public async Task<bool> HasNextAsync() => await items.MoveNextAsync();

        public async ValueTask DisposeAsync()
        {
            answer.Dispose();
            await items.DisposeAsync();
        }
    }
}
