using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Tests.Fixtures;

namespace MoTE.Indexing.Search.Tests.Api;

public sealed class VideoChangesEndpointsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_Address_AsksForItAndSaysUnderWhichNumber()
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.Client.PostAsJsonAsync(
            "/api/videos", new { url = "https://example.org/a.mp4", title = "A", collection = "trips", tags = new Dictionary<string, string> { ["place"] = "Oslo" } }, Token);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var number = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("requestId").GetGuid();
        var request = await PublishedAsync<IngestVideo>(site);
        Assert.Equal((number, "https://example.org/a.mp4", "A", "trips", "Oslo"), (request.RequestId, request.Source, request.Title, request.Collection, request.Tags!["place"]));
    }

    [Theory]
    [InlineData("""{}""", "url is missing: give the http or https address of a video.")]
    [InlineData("""{"url":"/etc/passwd"}""", "url is an address that begins with http:// or https://.")]
    [InlineData("""{"url":"file:///etc/passwd"}""", "url is an address that begins with http:// or https://.")]
    [InlineData("""{"url":"upload:1234"}""", "url is an address that begins with http:// or https://.")]
    [InlineData("""{"url":"video:1234"}""", "url is an address that begins with http:// or https://.")]
    [InlineData("""{"url":"https://example.org/a.mp4","tags":{"a=b":"c"}}""", "There are at most 32 tags, their keys have 1 to 100 characters and no '=', and their values at most 300.")]
    [InlineData("""{"url":7}""", "The request cannot be read: the documentation at /api/docs says what belongs into it.")]
    [InlineData("""{"url":""", "The request cannot be read: the documentation at /api/docs says what belongs into it.")]
    [InlineData("", "The request cannot be read: the documentation at /api/docs says what belongs into it.")]
    public async Task Post_NotAnAddress_IsRefusedAndNothingIsAsked(string json, string sentence)
    {
        await using var site = await Site.StartAsync();
        using var body = new StringContent(json, null, "application/json");

        using var answer = await site.Client.PostAsync(new Uri("/api/videos", UriKind.Relative), body, Token);

        Assert.Equal((HttpStatusCode.BadRequest, sentence), (answer.StatusCode, await DetailAsync(answer)));
        Assert.False(site.Bus.Published.Select<IngestVideo>(new CancellationToken(canceled: true)).Any());
    }

    [Fact]
    public async Task Post_NotJson_Is415()
    {
        await using var site = await Site.StartAsync();
        using var body = new StringContent("url=https://example.org/a.mp4", null, "application/x-www-form-urlencoded");

        using var answer = await site.Client.PostAsync(new Uri("/api/videos", UriKind.Relative), body, Token);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "This address takes JSON: send it with Content-Type: application/json."), (answer.StatusCode, await DetailAsync(answer)));
    }

    [Fact]
    public async Task Retry_RejectedAndStored_IngestsWhatIsStored()
    {
        await using var site = await Site.StartAsync();
        var video = await AddRejectedAsync(site, isStored: true);

        using var answer = await site.SendAsync(HttpMethod.Post, $"/api/videos/{video.Id}/retry");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var request = await PublishedAsync<IngestVideo>(site);
        Assert.Equal(($"video:{video.Id}", null, null), (request.Source, request.Title, request.Collection));
    }

    [Fact]
    public async Task Retry_BytesGoneButFromAnAddress_FetchesItAgain()
    {
        await using var site = await Site.StartAsync();
        var video = await AddRejectedAsync(site, isStored: false, "https://example.org/a.mp4");

        using var answer = await site.SendAsync(HttpMethod.Post, $"/api/videos/{video.Id}/retry");

        Assert.Equal("https://example.org/a.mp4", (await PublishedAsync<IngestVideo>(site)).Source);
    }

    [Fact]
    public async Task Retry_NothingToTry_Is409()
    {
        await using var site = await Site.StartAsync();
        var searchable = await site.AddVideoAsync(2);
        var gone = await AddRejectedAsync(site, isStored: false, "/videos/gone.mp4");

        Assert.Equal((409, "'video 2' is searchable already, so there is nothing to try again."), await site.ProblemAsync($"/api/videos/{searchable.Id}/retry", HttpMethod.Post));
        Assert.Equal((409, "The file of 'video 1' is not where it was any more: put it back, or add the video again."), await site.ProblemAsync($"/api/videos/{gone.Id}/retry", HttpMethod.Post));
        Assert.Equal((404, "There is no video nobody here."), await site.ProblemAsync("/api/videos/nobody/retry", HttpMethod.Post));
        Assert.False(site.Bus.Published.Select<IngestVideo>(new CancellationToken(canceled: true)).Any());
    }

    [Fact]
    public async Task Delete_Video_LeavesNothingAndTellsThoseWhoWatch()
    {
        await using var site = await Site.StartAsync();
        var other = await site.AddVideoAsync(1);
        using var content = new MemoryStream([1, 2, 3]);
        var stored = await site.Videos.AddAsync(content, "a.mp4", Token);
        var video = await site.AddVideoAsync(2, change: video => video with { Id = stored.Id });
        await site.Artifacts.PutAsync(video.Id, ArtifactNames.Thumbnail(Site.Bundle.Fingerprint, 0), new byte[] { 1 }, Token);

        using var answer = await site.SendAsync(HttpMethod.Delete, $"/api/videos/{video.Id}");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(404, (await site.ProblemAsync($"/api/videos/{video.Id}", HttpMethod.Delete)).Status);
        Assert.Equal([other.Id.Value], (await site.JsonAsync("/api/videos")).GetProperty("videos").EnumerateArray().Select(each => each.GetProperty("videoId").GetString()));
        Assert.Equal(2, (await site.JsonAsync("/api/status")).GetProperty("segments").GetInt64());
        Assert.DoesNotContain(Directory.GetFiles(site.Layout.Root, "*", SearchOption.AllDirectories), file => file.Contains(video.Id.Value, StringComparison.Ordinal));
        Assert.Equal(video.Id.Value, (await PublishedAsync<VideoAdvanced>(site)).VideoId);
    }

    [Fact]
    public async Task Delete_FileOfThisMachine_LeavesTheFile()
    {
        await using var site = await Site.StartAsync();
        var video = await site.AddFileAsync("mine.mp4", null, Clips.Picture);

        using var answer = await site.SendAsync(HttpMethod.Delete, $"/api/videos/{video.Id}");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.True(File.Exists(site.File("mine.mp4")));
    }

    private static async Task<Video> AddRejectedAsync(Site site, bool isStored, string source = "/videos/1.mp4")
    {
        using var content = new MemoryStream([1, 2, 3]);
        var id = isStored ? (await site.Videos.AddAsync(content, "a.mp4", Token)).Id : Testing.Ports.Examples.Id(1);
        return await site.AddVideoAsync(1, 0, video => video with { Id = id, State = VideoState.Rejected, Reason = "It is broken.", Sources = [source] });
    }

    private static async Task<T> PublishedAsync<T>(Site site)
        where T : class
    {
        await foreach (var message in site.Bus.Published.SelectAsync<T>(Token))
            return message.Context.Message;
        throw new InvalidOperationException($"No {typeof(T).Name} was published.");
    }

    private static async Task<string?> DetailAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("detail").GetString();
}
