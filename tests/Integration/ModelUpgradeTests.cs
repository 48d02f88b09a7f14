using System.Text.Json;
using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.EndToEnd;
using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Servers.RabbitMq;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Integration;

/// <summary>The steps of "A new model without downtime" in <c>infra/docs/operations.md</c>.</summary>
public sealed class ModelUpgradeTests(RabbitMqServer broker, AzuriteServer store, NewestElasticsearch search)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GivenAnArchiveOfOneModel_WhenAnotherIsDeployedBesideIt_SearchesGoOnUntilTheFirstIsRemoved()
    {
        using var bundles = new TemporaryFolder();
        var second = Path.Combine(TinyBundle.Write(bundles, "second"), "second");
        await using var first = await Deployment.StartAsync(broker, store, search, Token);
        foreach (var sample in new[] { "clip-01.mp4", "clip-02.mp4", "reel-01.mp4" })
        {
            var path = Path.Combine(Repository.Root, "infra", "samples", sample);
            _ = await MoteProcess.JsonAsync("index", path, "--title", $"The {sample}", "--collection", "kept", "--server", first.Address.AbsoluteUri);
        }

        var before = await HitsAsync(first);
        Assert.Equal(5, before.Count);

        // 1. The services run once more, with the second model.
        await using var beside = await first.StartBesideAsync(broker, store, second, Token);
        var refused = await MoteProcess.RunAsync("search", "a yellow star", "--server", beside.Address.AbsoluteUri);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("made with the model demo", refused.Error, StringComparison.Ordinal);

        // 2. and 3. Every stored video is embedded anew; searches with the first model go on, and are answered as before.
        using var embedding = MoteProcess.Start("embed", "--json", "--server", beside.Address.AbsoluteUri);
        do
        {
            Assert.Equal(before, await HitsAsync(first));
        }
        while (!embedding.HasEnded);
        var embedded = await embedding.EndAsync();
        Assert.True(embedded.ExitCode == 0, embedded.Error);
        var answer = JsonDocument.Parse(embedded.Output).RootElement;
        Assert.Equal(("second", 3, 0), (answer.GetProperty("model").GetString(), answer.GetProperty("searchable").GetInt32(), answer.GetProperty("rejected").GetInt32()));
        var after = await HitsAsync(beside);
        Assert.Equal(Places(before), Places(after));
        Assert.NotEqual(before, after);

        // Asked again, nothing is left to do.
        Assert.Equal(3, (await MoteProcess.JsonAsync("embed", "--server", beside.Address.AbsoluteUri)).GetProperty("searchable").GetInt32());

        // 4. The first model's services stop, and 5. its index goes; the second model's searches do not notice.
        var old = (await first.IndicesAsync("-segments", Token)).Except([$"-segments-{answer.GetProperty("fingerprint").GetString()![..16]}-000001"]).Single();
        foreach (var service in first.Services)
        {
            _ = await service.StopAsync(Token);
        }

        await first.DropIndicesAsync(old, Token);
        Assert.Equal(after, await HitsAsync(beside));
        Assert.Single(await first.IndicesAsync("-segments", Token));

        // The first model's vectors are still in the store, so that nothing is lost if somebody wants it back.
        var rebuilt = await MoteProcess.JsonAsync("reindex", "--server", beside.Address.AbsoluteUri);
        Assert.Equal(6, rebuilt.GetProperty("videos").GetInt32());
        Assert.Equal(after, await HitsAsync(beside));
    }

    private static IEnumerable<string> Places(IReadOnlyList<string> hits) => hits.Select(hit => hit[..hit.LastIndexOf(' ')]).Order(StringComparer.Ordinal);

    // Every segment, best first: which it is, what is said of its video, and its score.
    private static async Task<IReadOnlyList<string>> HitsAsync(Deployment deployment)
    {
        var answer = await MoteProcess.JsonAsync("search", "a yellow star moving right", "--group-by", "segment", "--min-relevance", "0", "--collection", "kept", "--server", deployment.Address.AbsoluteUri);
        return [.. answer.GetProperty("hits").EnumerateArray().Select(hit => $"{hit.GetProperty("videoId")} {hit.GetProperty("title")} {hit.GetProperty("startMs")} {hit.GetProperty("score")}")];
    }
}
