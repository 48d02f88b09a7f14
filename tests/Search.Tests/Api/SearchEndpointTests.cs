using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Search.Tests.Fixtures;
using MoTE.Indexing.Search.Web;

namespace MoTE.Indexing.Search.Tests.Api;

public sealed class SearchEndpointTests
{
    [Fact]
    public async Task Search_EmptyArchive_IsAnAnswerWithoutHits()
    {
        await using var site = await Site.StartAsync();

        var answer = await site.JsonAsync("/api/search?q=a+red+ball");

        Assert.Equal(["query", "model", "tookMs", "searched", "hits", "next", "notes", "nearest", "like"], answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("a red ball", "demo", 0, 0), (
            answer.GetProperty("query").GetString(), answer.GetProperty("model").GetString(), answer.GetProperty("searched").GetInt64(), answer.GetProperty("hits").GetArrayLength()));
    }

    [Fact]
    public async Task Search_AnyRelevance_GivesHitsWithAddressesOfTheirOwn()
    {
        await using var site = await Site.StartAsync();
        var video = await site.AddVideoAsync(1, segments: 1, video => video with { Sources = ["/home/ann/beach.mp4"], Title = "Beach" });

        var answer = await site.JsonAsync("/api/search?q=a+red+ball&minRelevance=0&groupBy=segment");

        var hit = Assert.Single(answer.GetProperty("hits").EnumerateArray());
        Assert.Equal(
            ["videoId", "title", "source", "startMs", "endMs", "score", "relevance", "link", "segments", "thumbnail", "preview"], hit.EnumerateObject().Select(member => member.Name));
        Assert.Equal((video.Id.Value, "Beach", "beach.mp4", 0, 10_000), (
            hit.GetProperty("videoId").GetString(), hit.GetProperty("title").GetString(), hit.GetProperty("source").GetString(), hit.GetProperty("startMs").GetInt64(), hit.GetProperty("endMs").GetInt64()));
        Assert.Equal($"/api/videos/{video.Id}/playback#t=0,10", hit.GetProperty("link").GetString());
        Assert.Equal($"/api/videos/{video.Id}/thumbnails/0?v={Site.Bundle.Fingerprint[..12]}", hit.GetProperty("thumbnail").GetString());
        Assert.Equal(1, answer.GetProperty("searched").GetInt64());
    }

    [Fact]
    public async Task Search_NothingRelevant_SaysWhatCameNearest()
    {
        await using var site = await Site.StartAsync();
        var video = await site.AddVideoAsync(1);

        var answer = await site.JsonAsync("/api/search?q=a+red+ball&minRelevance=1");

        Assert.Empty(answer.GetProperty("hits").EnumerateArray());
        Assert.Equal(video.Id.Value, answer.GetProperty("nearest").GetProperty("videoId").GetString());
    }

    [Fact]
    public async Task Search_LikeAMoment_ComparesWithItsSegmentAndLeavesItOut()
    {
        await using var site = await Site.StartAsync();
        var video = await site.AddVideoAsync(1, segments: 3);
        _ = await site.AddVideoAsync(2, segments: 2);

        var answer = await site.JsonAsync($"/api/search?like={video.Id}@14999");

        Assert.Equal((5, 4, ""), (answer.GetProperty("searched").GetInt32(), answer.GetProperty("hits").GetArrayLength(), answer.GetProperty("query").GetString()));
        var like = answer.GetProperty("like");
        Assert.Equal((video.Id.Value, 10_000, 1), (like.GetProperty("videoId").GetString(), like.GetProperty("startMs").GetInt64(), like.GetProperty("score").GetSingle()));
        Assert.DoesNotContain(answer.GetProperty("hits").EnumerateArray(), hit => hit.GetProperty("videoId").GetString() == video.Id.Value && hit.GetProperty("startMs").GetInt64() == 10_000);
    }

    [Fact]
    public async Task Search_LikeNothing_SaysSo()
    {
        await using var site = await Site.StartAsync();
        var video = await site.AddVideoAsync(1, segments: 2);

        Assert.Equal((422, $"There is nothing searchable at 20.001 seconds of video {video.Id.Value[..12]}."), await site.ProblemAsync($"/api/search?like={video.Id}@20001"));
        Assert.Equal(422, (await site.ProblemAsync($"/api/search?like={new string('a', 64)}@0")).Status);
    }

    [Fact]
    public async Task Search_AsCsv_IsAFileOfWhatWasFound()
    {
        await using var site = await Site.StartAsync();
        var video = await site.AddVideoAsync(1, segments: 1, video => video with { Sources = ["/home/ann/beach.mp4"], Title = "=Beach, \"Zürich\"" });

        using var answer = await site.SendAsync(HttpMethod.Get, "/api/search?q=a+red+ball&minRelevance=0&format=csv");

        Assert.Equal(("text/csv", "utf-8"), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentType?.CharSet));
        Assert.Equal("a red ball.csv", answer.Content.Headers.ContentDisposition?.FileNameStar);
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n");
        Assert.Equal("title,from,to,relevance,score,file,videoId,link", lines[0].TrimStart('\uFEFF'));
        Assert.StartsWith("\"'=Beach, \"\"Zürich\"\"\",0,10,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith($",beach.mp4,{video.Id},http://localhost/?play={video.Id}&t=0", lines[1], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public async Task Search_AsEdl_IsATimelineOfWhatWasFound()
    {
        await using var site = await Site.StartAsync();
        _ = await site.AddVideoAsync(1, segments: 1, video => video with { Sources = ["/home/ann/beach.mp4"], Title = "Beach" });

        using var answer = await site.SendAsync(HttpMethod.Get, "/api/search?q=a+red+ball&minRelevance=0&format=edl&fps=29.97");

        Assert.Equal("a red ball.edl", answer.Content.Headers.ContentDisposition?.FileNameStar);
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n");
        Assert.Equal(["TITLE: a red ball", "FCM: NON-DROP FRAME", "", "001  AX       V     C        00:00:00:00 00:00:10:00 01:00:00:00 01:00:10:00", "* FROM CLIP NAME: beach.mp4"], lines[..5]);
    }

    [Theory]
    [InlineData("video=0000000000000000000000000000000000000000000000000000000000000001", "trip")]
    [InlineData("video=0000000000000000000000000000000000000000000000000000000000000003")]
    [InlineData("collection=trips", "trip")]
    [InlineData("title=TRI", "trip")]
    [InlineData("tag=place%3DOslo&tag=year%3D2024", "trip")]
    [InlineData("tag=place%3DOslo&tag=year%3D2025")]
    [InlineData("from=2026-01-02T03:04:02Z", "other")]
    [InlineData("to=2026-01-02T03:04:02Z", "trip")]
    [InlineData("minDurationMs=20000", "other")]
    [InlineData("maxDurationMs=20000", "trip")]
    [InlineData("video=&collection=&title=", "other", "trip")]
    public async Task Search_Filtered_LooksIntoWhatFitsOnly(string filter, params string[] titles)
    {
        await using var site = await Site.StartAsync();
        _ = await site.AddVideoAsync(1, 1, video => video with
        {
            Title = "trip", Collection = "trips", Duration = TimeSpan.FromSeconds(10), Tags = new Dictionary<string, string> { ["place"] = "Oslo", ["year"] = "2024" },
        });
        _ = await site.AddVideoAsync(2, 1, video => video with { Title = "other", Duration = TimeSpan.FromSeconds(30) });

        var answer = await site.JsonAsync($"/api/search?q=snow&minRelevance=0&groupBy=video&{filter}");

        Assert.Equal(titles, answer.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("title").GetString()!).Order());
        Assert.Equal(titles.Length, answer.GetProperty("searched").GetInt64());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000g")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000012")]
    public async Task Search_VideoThatIsNoIdentity_IsRefused(string video)
    {
        await using var site = await Site.StartAsync();

        Assert.Equal((400, "video is a video's identity: 64 hexadecimal digits."), await site.ProblemAsync($"/api/search?q=snow&video={video}"));
    }

    [Fact]
    public async Task Search_TextsOfAllKinds_AreAnswered()
    {
        await using var site = await Site.StartAsync();
        _ = await site.AddVideoAsync(1);

        foreach (var text in new[] { "日本語の雪", "👩‍🚀🎈", "<script>alert(1)</script>", "a' OR 1=1 --", "%_*?\\", "a\nb\tc" })
            Assert.Equal(text, (await site.JsonAsync($"/api/search?q={Uri.EscapeDataString(text)}")).GetProperty("query").GetString());
        Assert.Equal(422, (await site.ProblemAsync("/api/search?q=%20")).Status);
    }

    [Fact]
    public async Task Search_MoreThanMayWait_Is503()
    {
        HeldSegmentIndex? index = null;
        await using var site = await Site.StartAsync(services =>
        {
            index = HeldSegmentIndex.Use(services);
            _ = services.Configure<WebOptions>(options => (options.SearchesMost, options.SearchesWaitingMost) = (1, 0));
        });
        var first = site.SendAsync(HttpMethod.Get, "/api/search?q=snow");
        await index!.Begun.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((503, "Too many searches at a time: try again in a moment."), await site.ProblemAsync("/api/search?q=rain"));

        index.Release();
        using var answer = await first;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
