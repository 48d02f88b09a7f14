using System.Text.Json;
using MoTE.Indexing.EndToEnd;
using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Servers.RabbitMq;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Integration;

/// <summary>The index and the catalogue are made anew from the store alone, while the four services run.</summary>
public sealed class RebuildTests(RabbitMqServer broker, AzuriteServer store, NewestElasticsearch search)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rebuild_IndexAndCatalogueLost_SearchAnswersAsBefore()
    {
        await using var deployment = await Deployment.StartAsync(broker, store, search, Token);
        using var client = new HttpClient { BaseAddress = deployment.Address };
        await IndexAsync(deployment, "clip-01.mp4", "--title", "A star", "--collection", "sky", "--tag", "place=Oslo");
        await IndexAsync(deployment, "reel-01.mp4");
        var (hits, videos) = (await HitsAsync(client), await VideosAsync(deployment));
        Assert.NotEmpty(hits);
        await deployment.DropIndicesAsync(Token);
        Assert.Empty(await HitsAsync(client));

        var (exitCode, output, error) = await deployment.RunAsync("Indexing", "rebuild", Token);

        Assert.True(exitCode == 0, error);
        Assert.EndsWith($"2 videos with {hits.Count} segments indexed anew.", output.TrimEnd(), StringComparison.Ordinal);
        AssertSame(hits, await HitsAsync(client));
        Assert.Equal(videos, await VideosAsync(deployment));

        // Once more, with searches meanwhile: they see the old index or the new one, and both say the same.
        var rebuilding = deployment.RunAsync("Indexing", "rebuild", Token);
        do
        {
            AssertSame(hits, await HitsAsync(client));
        }
        while (!rebuilding.IsCompleted);
        Assert.Equal(0, (await rebuilding).ExitCode);
        AssertSame(hits, await HitsAsync(client));
    }

    [Fact]
    public async Task Rebuild_WrongSettings_SaysAllOfThem()
    {
        var settings = new Dictionary<string, string> { ["MOTE_Elasticsearch__IndexPrefix"] = "Not Lower" };

        var (exitCode, _, error) = await ServiceUnderTest.RunAsync("Indexing", settings, "rebuild", Token);

        Assert.Equal(1, exitCode);
        Assert.Contains("settings are wrong", error, StringComparison.Ordinal);
        Assert.Contains("Elasticsearch:IndexPrefix", error, StringComparison.Ordinal);
        Assert.Contains("Addresses", error, StringComparison.Ordinal);
    }

    private static async Task IndexAsync(Deployment deployment, string sample, params string[] options)
    {
        var path = Path.Combine(Repository.Root, "infra", "samples", sample);
        var (exitCode, output, error) = await MoteProcess.RunAsync(["index", path, "--json", "--server", deployment.Address.AbsoluteUri, .. options]);
        Assert.True(exitCode == 0, error + output);
    }

    // Every segment, best first.
    private static async Task<IReadOnlyList<Hit>> HitsAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/api/search?q=a+yellow+star+moving+right&groupBy=segment&minRelevance=0&limit=100", UriKind.Relative), Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
        return [.. json.RootElement.GetProperty("hits").EnumerateArray().Select(hit => new Hit(
            hit.GetProperty("videoId").GetString()!, hit.GetProperty("title").GetString()!, hit.GetProperty("startMs").GetInt64(), hit.GetProperty("endMs").GetInt64(), hit.GetProperty("score").GetDouble()))];
    }

    private static void AssertSame(IReadOnlyList<Hit> expected, IReadOnlyList<Hit> actual)
    {
        Assert.Equal(expected.Select(hit => hit with { Score = 0 }), actual.Select(hit => hit with { Score = 0 }));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-5));
    }

    // What people said of the videos, and how far they are.
    private static async Task<IReadOnlyList<string>> VideosAsync(Deployment deployment)
    {
        string[] members = ["videoId", "title", "collection", "tags", "sources", "state", "segments", "durationMs", "sizeBytes", "receivedAt"];
        var status = await MoteProcess.JsonAsync("status", "--server", deployment.Address.AbsoluteUri);
        return [.. status.GetProperty("videos").EnumerateArray().Select(video => string.Join('|', members.Select(member => video.GetProperty(member).GetRawText())))];
    }

    private sealed record Hit(string VideoId, string Title, long StartMs, long EndMs, double Score);
}
