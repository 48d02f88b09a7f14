using System.Net;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Tests.Fixtures;

namespace MoTE.Indexing.Search.Tests.Api;

public sealed class PicturesEndpointsTests
{
    private static readonly byte[] Picture = [0xFF, 0xD8, 1, 2, 3];

    private static string Model => Site.Bundle.Fingerprint;

    [Theory]
    [InlineData("thumbnails", null)]
    [InlineData("previews", "8")]
    public async Task Get_WithTheModelsVersion_IsKeptForEver(string kind, string? frames)
    {
        await using var site = await Site.StartAsync();
        var video = await AddPicturesAsync(site);
        var address = $"/api/videos/{video.Id}/{kind}/0?v={Model[..12]}";

        using var answer = await site.SendAsync(HttpMethod.Get, address);
        using var again = await site.SendAsync(HttpMethod.Get, address, ("If-None-Match", answer.Headers.ETag!.ToString()));

        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(Picture, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("max-age=31536000, private, immutable", answer.Headers.CacheControl?.ToString());
        Assert.Equal(frames, answer.Headers.TryGetValues("X-Frames", out var values) ? Assert.Single(values) : null);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?v=000000000000")]
    public async Task Get_WithoutTheModelsVersion_IsAskedForEachTime(string version)
    {
        await using var site = await Site.StartAsync();
        var video = await AddPicturesAsync(site);

        using var answer = await site.SendAsync(HttpMethod.Get, $"/api/videos/{video.Id}/thumbnails/0{version}");

        Assert.Equal("no-cache, private", answer.Headers.CacheControl?.ToString());
        Assert.NotNull(answer.Headers.ETag);
    }

    [Theory]
    [InlineData("thumbnails/1")]
    [InlineData("thumbnails/-1")]
    [InlineData("thumbnails/99999999999")]
    [InlineData("thumbnails/..%2F..%2Fsecret")]
    [InlineData("previews/1")]
    public async Task Get_NoSuchPicture_Is404(string picture)
    {
        await using var site = await Site.StartAsync();
        var video = await AddPicturesAsync(site);

        Assert.Equal(404, (await site.ProblemAsync($"/api/videos/{video.Id}/{picture}")).Status);
        Assert.Equal(404, (await site.ProblemAsync($"/api/videos/nobody/{picture}")).Status);
    }

    private static async Task<Video> AddPicturesAsync(Site site)
    {
        var video = await site.AddVideoAsync(1);
        await site.Artifacts.PutAsync(video.Id, ArtifactNames.Thumbnail(Model, 0), Picture, TestContext.Current.CancellationToken);
        await site.Artifacts.PutAsync(video.Id, ArtifactNames.Preview(Model, 0), Picture, TestContext.Current.CancellationToken);
        return video;
    }
}
