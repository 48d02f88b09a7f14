using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Tests.Fixtures;

namespace MoTE.Indexing.Search.Tests.Web;

/// <summary>What leaves the server: no path of it, and no detail of what went wrong inside.</summary>
public sealed class LeakTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryJsonAnswer_HoldsNoPathOfTheServer()
    {
        await using var site = await Site.StartAsync();
        var broken = site.File("a folder/broken.avi");
        _ = Directory.CreateDirectory(Path.GetDirectoryName(broken)!);
        await File.WriteAllTextAsync(broken, "this is no video", Token);
        var stored = await site.Videos.AddFileAsync(broken, Token);
        var rejected = await site.AddVideoAsync(1, 0, video => video with
        {
            Id = stored.Id, State = VideoState.Rejected, Sources = [broken], Reason = "broken.avi is not a video that FFmpeg can read.",
            Format = new VideoFormat(1, 1, "avi", "mpeg4", "yuv420p", null),
        });
        var found = await site.AddVideoAsync(2, 2, video => video with { Sources = [site.File("b.mp4")] });
        File.Delete(broken);

        string[] addresses =
        [
            "/api/status", "/api/collections", "/api/videos", "/api/search?q=snow&minRelevance=0", "/api/search?q=snow&minRelevance=1", "/api/health/ready", "/openapi/v1.json",
            .. new[] { rejected, found }.SelectMany(video => new[] { "", "/segments", "/thumbnails/0", "/previews/0", "/file", "/playback" }.Select(part => $"/api/videos/{video.Id}{part}")),
        ];
        foreach (var address in addresses)
        {
            using var answer = await site.SendAsync(HttpMethod.Get, address);
            var texts = Texts(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement).ToList();
            Assert.NotEmpty(texts);
            Assert.DoesNotContain(texts, text => text.Contains(site.Layout.Root, StringComparison.Ordinal) || text.Contains(Path.GetTempPath(), StringComparison.Ordinal) || text.Contains("a folder", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Failure_NobodyExpected_Is500WithoutDetails()
    {
        await using var site = await Site.StartAsync(services => services.AddSingleton<ISegmentIndex>(_ => throw new InvalidOperationException("the secret is 42")));

        Assert.Equal((500, "Something unexpected went wrong; the server's log says what."), await site.ProblemAsync("/api/status"));
    }

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };
}
