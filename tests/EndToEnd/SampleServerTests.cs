using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.EndToEnd;

/// <summary>What a client of the REST interface does, with the sample videos and the model that knows them.</summary>
public sealed class SampleServerTests(SampleServer samples) : IClassFixture<SampleServer>
{
    private const string Jpeg = "image/jpeg";
    private readonly ServeProcess _serve = samples.Process;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GivenASample_WhenUploaded_EventsTellOfItUntilItIsSearchable()
    {
        var path = SampleServer.Sample("clip-04");
        var id = await IdAsync(path);
        await using var events = await ServerEvents.ListenAsync(_serve.Client);

        await _serve.UploadAsync(path);

        var received = await events.NextAsync("ingest", news => news.GetProperty("videoId").GetString() == id);
        Assert.Equal("received", received.GetProperty("state").GetString());
        var told = await events.VideoAsync(id, "searchable");
        var video = await _serve.JsonAsync($"/api/videos/{id}");
        Assert.Equal(video.GetRawText(), told.GetRawText());
        Assert.Equal(("clip-04", "clip-04.mp4", 4000, 320, 240, 1), (
            video.GetProperty("title").GetString(),
            Assert.Single(video.GetProperty("sources").EnumerateArray()).GetString(),
            video.GetProperty("durationMs").GetInt64(),
            video.GetProperty("width").GetInt32(),
            video.GetProperty("height").GetInt32(),
            video.GetProperty("segments").GetInt32()));
        Assert.Equal(new FileInfo(path).Length, video.GetProperty("sizeBytes").GetInt64());
    }

    [Fact]
    public async Task GivenASample_WhenItsAddressIsGiven_ItIsFetchedNamedAndListed()
    {
        var path = SampleServer.Sample("reel-01");
        using var web = new LoopbackFileServer();
        var address = web.Serve("reels/first.mp4", await File.ReadAllBytesAsync(path, Token)).Url;
        await using var events = await ServerEvents.ListenAsync(_serve.Client);

        using var answer = await _serve.Client.PostAsJsonAsync(
            "/api/videos", new { url = address, title = "Half a minute", collection = "reels", tags = new Dictionary<string, string> { ["camera"] = "B" } }, Token);

        var request = await AcceptedAsync(answer);
        var received = await events.NextAsync("ingest", news => news.GetProperty("requestId").GetGuid() == request);
        Assert.Equal(await IdAsync(path), received.GetProperty("videoId").GetString());
        _ = await events.VideoAsync(await IdAsync(path), "searchable");
        var video = Assert.Single((await _serve.JsonAsync("/api/videos?collection=reels&tag=camera=B&state=searchable")).GetProperty("videos").EnumerateArray());
        Assert.Equal(("Half a minute", address.AbsoluteUri), (video.GetProperty("title").GetString(), video.GetProperty("sources")[0].GetString()));
        var hit = Assert.Single((await _serve.JsonAsync("/api/search?q=climbing+up+a+ladder&collection=reels")).GetProperty("hits").EnumerateArray());
        Assert.Equal((10_000, 20_000), (hit.GetProperty("startMs").GetInt64(), hit.GetProperty("endMs").GetInt64()));
    }

    [Fact]
    public async Task GivenSamples_WhenSearched_TheVideoThatShowsItComesFirstWithItsPictures()
    {
        var hit = await FirstHitAsync("three green triangles");

        Assert.Equal(("clip-10", "clip-10.mp4"), (hit.GetProperty("title").GetString(), hit.GetProperty("source").GetString()));
        Assert.InRange(hit.GetProperty("relevance").GetSingle(), 0.5f, 1);
        using var thumbnail = await GetAsync(hit.GetProperty("thumbnail").GetString()!);
        using var preview = await GetAsync(hit.GetProperty("preview").GetString()!);
        Assert.Equal((Jpeg, Jpeg), (thumbnail.Content.Headers.ContentType?.MediaType, preview.Content.Headers.ContentType?.MediaType));
        Assert.Equal("8", Assert.Single(preview.Headers.GetValues("X-Frames")));
        var segment = Assert.Single((await _serve.JsonAsync($"/api/videos/{hit.GetProperty("videoId").GetString()}/segments")).GetProperty("segments").EnumerateArray());
        Assert.Equal(hit.GetProperty("thumbnail").GetString(), segment.GetProperty("thumbnail").GetString());
    }

    [Fact]
    public async Task GivenTwoSamplesOfTheSamePicturesInOppositeOrder_WhenSearched_TheirMotionTellsThemApart()
    {
        Assert.Equal("clip-01", (await FirstHitAsync("a yellow star moving right")).GetProperty("title").GetString());
        Assert.Equal("clip-02", (await FirstHitAsync("a yellow star moving left")).GetProperty("title").GetString());
    }

    [Fact]
    public async Task GivenSamples_WhenSearchedForWhatNoneShows_TheAnswerIsNothingAndWhatCameNearest()
    {
        var answer = await _serve.JsonAsync("/api/search?q=a+submarine+under+the+ice");

        Assert.Empty(answer.GetProperty("hits").EnumerateArray());
        Assert.InRange(answer.GetProperty("nearest").GetProperty("relevance").GetSingle(), 0, 0.5f);
        Assert.Contains("submarine", Assert.Single(answer.GetProperty("notes").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivenASample_WhenPlayed_RangesAreItsBytes()
    {
        var path = SampleServer.Sample("clip-01");
        var bytes = await File.ReadAllBytesAsync(path, Token);
        var playback = $"/api/videos/{await IdAsync(path)}/playback";

        using var whole = await GetAsync(playback);
        using var part = await GetAsync(playback, new RangeHeaderValue(100, 299));
        using var end = await GetAsync(playback, new RangeHeaderValue(null, 50));
        using var beyond = await GetAsync(playback, new RangeHeaderValue(bytes.Length, null));

        Assert.Equal((HttpStatusCode.OK, "video/mp4"), (whole.StatusCode, whole.Content.Headers.ContentType?.MediaType));
        Assert.Equal(bytes, await whole.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal((HttpStatusCode.PartialContent, $"bytes 100-299/{bytes.Length}"), (part.StatusCode, $"{part.Content.Headers.ContentRange}"));
        Assert.Equal(bytes[100..300], await part.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(bytes[^50..], await end.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task GivenASample_WhenDeleted_ItIsGoneUntilItIsUploadedAgain()
    {
        var path = SampleServer.Sample("clip-09");
        var id = await IdAsync(path);
        await using var events = await ServerEvents.ListenAsync(_serve.Client);
        await _serve.UploadAsync(path);
        var thumbnail = (await events.VideoAsync(id, "searchable")).GetProperty("thumbnail").GetString()!;

        using var deleted = await _serve.Client.DeleteAsync(new Uri($"/api/videos/{id}", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        _ = await events.NextAsync("deleted", news => news.GetProperty("videoId").GetString() == id);
        foreach (var address in new[] { $"/api/videos/{id}", $"/api/videos/{id}/playback", thumbnail })
        {
            using var answer = await GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.DoesNotContain(id, (await _serve.JsonAsync("/api/videos")).GetRawText(), StringComparison.Ordinal);
        await _serve.UploadAsync(path);
        Assert.Equal(thumbnail, (await events.VideoAsync(id, "searchable")).GetProperty("thumbnail").GetString());
    }

    [Fact]
    public async Task GivenAFileThatIsNoVideo_WhenTriedAgain_ItIsRejectedForTheSameReason()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("letter.mp4");
        await File.WriteAllTextAsync(path, "Dear archive, this is a letter.", Token);
        var id = await IdAsync(path);
        await using var events = await ServerEvents.ListenAsync(_serve.Client);
        await _serve.UploadAsync(path);
        var reason = (await events.VideoAsync(id, "rejected")).GetProperty("reason").GetString();

        using var answer = await _serve.Client.PostAsync(new Uri($"/api/videos/{id}/retry", UriKind.Relative), null, Token);

        var request = await AcceptedAsync(answer);
        var news = await events.NextAsync("ingest", news => news.GetProperty("requestId").GetGuid() == request && news.GetProperty("state").GetString() == "rejected");
        Assert.Equal(reason, news.GetProperty("reason").GetString());
        Assert.Contains("letter.mp4 is not a video", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivenASearchableSample_WhenTriedAgain_TheServerSaysThatThereIsNothingToDo()
    {
        var id = await IdAsync(SampleServer.Sample("clip-02"));

        using var answer = await _serve.Client.PostAsync(new Uri($"/api/videos/{id}/retry", UriKind.Relative), null, Token);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal("'clip-02' is searchable already, so there is nothing to try again.", problem.GetProperty("detail").GetString());
    }

    private static async Task<string> IdAsync(string path) => (await VideoId.OfFileAsync(path, Token)).Value;

    private static async Task<Guid> AcceptedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("requestId").GetGuid();
    }

    private async Task<JsonElement> FirstHitAsync(string phrase) =>
        (await _serve.JsonAsync($"/api/search?q={Uri.EscapeDataString(phrase)}")).GetProperty("hits")[0];

    private async Task<HttpResponseMessage> GetAsync(string address, RangeHeaderValue? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Range = range;
        return await _serve.Client.SendAsync(request, Token);
    }
}
