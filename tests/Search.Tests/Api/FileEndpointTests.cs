using System.Net;
using System.Net.Http.Headers;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Tests.Fixtures;

namespace MoTE.Indexing.Search.Tests.Api;

public sealed class FileEndpointTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 1000).Select(number => (byte)number)];
    private static readonly VideoFormat Mp4 = new(96, 64, "mov,mp4,m4a,3gp,3g2,mj2", "h264", "yuv420p", null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Whole_IsTheBytesUnderTheirHash()
    {
        await using var site = await Site.StartAsync();
        var video = await AddAsync(site, Mp4);

        using var answer = await site.SendAsync(HttpMethod.Get, $"/api/videos/{video.Id}/file");

        Assert.Equal((HttpStatusCode.OK, "video/mp4"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(Bytes, await answer.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal($"\"{video.Id}\"", answer.Headers.ETag?.Tag);
        Assert.Contains(answer.Headers.CacheControl!.Extensions, extension => extension.Name == "immutable");
        Assert.Equal("bytes", Assert.Single(answer.Headers.AcceptRanges));
    }

    [Fact]
    public async Task Head_Whole_TellsLengthWithoutBytes()
    {
        await using var site = await Site.StartAsync();
        var video = await AddAsync(site, Mp4);

        using var answer = await site.SendAsync(HttpMethod.Head, $"/api/videos/{video.Id}/file");

        Assert.Equal((HttpStatusCode.OK, (long?)1000), (answer.StatusCode, answer.Content.Headers.ContentLength));
    }

    [Theory]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=100-199", 100, 100)]
    [InlineData("bytes=990-", 990, 10)]
    [InlineData("bytes=-10", 990, 10)]
    [InlineData("bytes=900-5000", 900, 100)]
    public async Task Get_Range_IsThatPart(string range, int from, int count)
    {
        await using var site = await Site.StartAsync();
        var video = await AddAsync(site, Mp4);

        using var answer = await site.SendAsync(HttpMethod.Get, $"/api/videos/{video.Id}/file", ("Range", range));

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(new ContentRangeHeaderValue(from, from + count - 1, 1000), answer.Content.Headers.ContentRange);
        Assert.Equal(Bytes[from..(from + count)], await answer.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task Get_RangeBehindTheEnd_Is416()
    {
        await using var site = await Site.StartAsync();
        var video = await AddAsync(site, Mp4);

        using var answer = await site.SendAsync(HttpMethod.Get, $"/api/videos/{video.Id}/file", ("Range", "bytes=1000-"));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.StatusCode);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.PartialContent)]
    [InlineData(false, HttpStatusCode.OK)]
    public async Task Get_RangeIfStillTheSame_IsPartOrWhole(bool isSame, HttpStatusCode status)
    {
        await using var site = await Site.StartAsync();
        var video = await AddAsync(site, Mp4);

        using var answer = await site.SendAsync(HttpMethod.Get, $"/api/videos/{video.Id}/file", ("Range", "bytes=0-9"), ("If-Range", isSame ? $"\"{video.Id}\"" : "\"other\""));

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Get_KnownAlready_IsNotSentAgain()
    {
        await using var site = await Site.StartAsync();
        var video = await AddAsync(site, Mp4);

        using var answer = await site.SendAsync(HttpMethod.Get, $"/api/videos/{video.Id}/file", ("If-None-Match", $"\"{video.Id}\""));

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact]
    public async Task Get_NotAVideo_IsForSavingOnlyWhateverItsName()
    {
        await using var site = await Site.StartAsync();
        var video = await AddAsync(site, format: null, "<img src=x onerror=alert(1)> \"ü\".html");

        using var answer = await site.SendAsync(HttpMethod.Get, $"/api/videos/{video.Id}/file");

        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("<img src=x onerror=alert(1)> \"ü\".html", answer.Content.Headers.ContentDisposition?.FileNameStar, ignoreCase: false);
    }

    [Fact]
    public async Task Get_FileTakenAway_Is404WithASentence()
    {
        await using var site = await Site.StartAsync();
        await File.WriteAllBytesAsync(site.File("away.mp4"), Bytes, Token);
        var stored = await site.Videos.AddFileAsync(site.File("away.mp4"), Token);
        _ = await site.AddVideoAsync(1, 0, video => video with { Id = stored.Id, Title = "Away", Format = Mp4 });
        File.Delete(site.File("away.mp4"));

        Assert.Equal((404, "The file of 'Away' is not where it was any more."), await site.ProblemAsync($"/api/videos/{stored.Id}/file"));
    }

    private static async Task<Video> AddAsync(Site site, VideoFormat? format, string name = "a.mp4")
    {
        using var content = new MemoryStream(Bytes);
        var stored = await site.Videos.AddAsync(content, name, Token);
        return await site.AddVideoAsync(1, 0, video => video with { Id = stored.Id, Format = format, SizeBytes = stored.SizeBytes });
    }
}
