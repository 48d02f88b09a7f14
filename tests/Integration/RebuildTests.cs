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
    private static readonly Uri RebuildAddress = new("/api/index/rebuild", UriKind.Relative);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reindex_IndexAndCatalogueLost_SearchAnswersAsBefore()
    {
        await using var deployment = await Deployment.StartAsync(broker, store, search, Token);
        using var client = new HttpClient { BaseAddress = deployment.Address };
        await IndexAsync(deployment, "clip-01.mp4", "--title", "A star", "--collection", "sky", "--tag", "place=Oslo");
        await IndexAsync(deployment, "reel-01.mp4");
        var (hits, videos) = (await HitsAsync(client), await VideosAsync(deployment));
        Assert.NotEmpty(hits);
        await deployment.DropIndicesAsync(Token);
        Assert.Empty(await HitsAsync(client));

        await ReindexAsync(deployment, videos: 2, hits.Count);

        AssertSame(hits, await HitsAsync(client));
        Assert.Equal(videos, await VideosAsync(deployment));

        // Once more, with searches meanwhile: they see the old index or the new one, and both say the same.
        var rebuilding = ReindexAsync(deployment, videos: 2, hits.Count);
        do
        {
            AssertSame(hits, await HitsAsync(client));
        }
        while (!rebuilding.IsCompleted);
        await rebuilding;
        AssertSame(hits, await HitsAsync(client));

        // The service's program does the same without the services.
        var (exitCode, output, error) = await deployment.RunAsync("Indexing", "rebuild", Token);
        Assert.True(exitCode == 0, error);
        Assert.EndsWith($"2 videos with {hits.Count} segments indexed anew.", output.TrimEnd(), StringComparison.Ordinal);
        AssertSame(hits, await HitsAsync(client));
        Assert.Single(await deployment.IndicesAsync("-segments", Token));
    }

    [Fact]
    public async Task Reindex_IndexingIsKilledInTheMiddle_GoesOnWhenItIsBack()
    {
        await using var deployment = await StartQuickAsync();
        using var client = new HttpClient { BaseAddress = deployment.Address };
        await IndexSeveralAsync(deployment);
        var (hits, searched) = (await HitsAsync(client), await deployment.IndicesAsync("-segments", Token));

        // A rebuild that was faster than the kill is no rebuild in the middle: once more.
        do
        {
            if (await StateAsync(client) is not ("running" or "asked"))
                (await client.PostAsync(RebuildAddress, null, Token)).EnsureSuccessStatusCode().Dispose();
            while (await StateAsync(client) == "asked")
                await Task.Delay(20, Token);
            await deployment.Service("Indexing").KillAsync();
            if (await StateAsync(client) != "running")
                await deployment.StartAgainAsync("Indexing", Token);
        }
        while (await StateAsync(client) != "running");

        AssertSame(hits, await HitsAsync(client));
        await deployment.StartAgainAsync("Indexing", Token);
        while (await StateAsync(client) != "done")
        {
            AssertSame(hits, await HitsAsync(client));
            await Task.Delay(100, Token);
        }

        AssertSame(hits, await HitsAsync(client));
        var left = Assert.Single(await deployment.IndicesAsync("-segments", Token));
        Assert.DoesNotContain(left, searched);
    }

    [Fact]
    public async Task Reindex_CommandIsStopped_TheIndexIsAsItWas()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill.");
        await using var deployment = await StartQuickAsync();
        using var client = new HttpClient { BaseAddress = deployment.Address };
        await IndexSeveralAsync(deployment);
        var (hits, searched) = (await HitsAsync(client), await deployment.IndicesAsync("-segments", Token));

        // Nobody begins the rebuild, so it is stopped before its end for sure.
        _ = await deployment.Service("Indexing").StopAsync(Token);
        using var command = MoteProcess.Start("reindex", "--server", deployment.Address.AbsoluteUri);
        while (await StateAsync(client) != "asked")
            await Task.Delay(50, Token);
        using var follower = MoteProcess.Start("reindex", "--json", "--server", deployment.Address.AbsoluteUri);
        await command.TerminateAsync();

        var stopped = await command.EndAsync();
        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains("the index is as it was", stopped.Error, StringComparison.Ordinal);
        Assert.Equal("stopped", await StateAsync(client));
        await deployment.StartAgainAsync("Indexing", Token);
        _ = await follower.EndAsync();
        AssertSame(hits, await HitsAsync(client));
        await ReindexAsync(deployment, videos: 4, hits.Count);
        AssertSame(hits, await HitsAsync(client));
        Assert.Equal(searched.Count, (await deployment.IndicesAsync("-segments", Token)).Count);
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

    private static async Task IndexSeveralAsync(Deployment deployment)
    {
        foreach (var sample in new[] { "clip-01.mp4", "clip-02.mp4", "clip-03.mp4", "reel-01.mp4" })
            await IndexAsync(deployment, sample);
    }

    private static async Task ReindexAsync(Deployment deployment, int videos, int segments)
    {
        var rebuilt = await MoteProcess.JsonAsync("reindex", "--server", deployment.Address.AbsoluteUri);
        Assert.Equal((videos, segments, 0), (rebuilt.GetProperty("videos").GetInt32(), rebuilt.GetProperty("segments").GetInt32(), rebuilt.GetProperty("unfinished").GetArrayLength()));
    }

    private static async Task<string?> StateAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(RebuildAddress, Token);
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("state").GetString() : null;
    }

    // Notes often what a rebuild does, and gives a dead process up soon.
    private Task<Deployment> StartQuickAsync() => Deployment.StartAsync(
        broker,
        store,
        search,
        new Dictionary<string, string> { ["MOTE_Rebuild__LookEvery"] = "00:00:00.100", ["MOTE_Rebuild__NoteEvery"] = "00:00:00.100", ["MOTE_Rebuild__DeadAfter"] = "00:00:05" },
        Token);

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
