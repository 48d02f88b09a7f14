using System.Net.Http.Json;
using System.Text.Json;
using MoTE.Indexing.EndToEnd;
using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Servers.RabbitMq;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Integration;

/// <summary>The whole system as it runs on many machines: four processes, RabbitMQ, Azure Blob Storage (Azurite) and Elasticsearch.</summary>
public sealed class ManyProcessesTests(RabbitMqServer broker, AzuriteServer store, NewestElasticsearch newest, OldestElasticsearch oldest)
{
    private static readonly string Samples = Path.Combine(Repository.Root, "infra", "samples");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GivenFourProcesses_WhenSamplesAreIndexedThroughTheServer_SearchFindsTheRightOnesAndDeletionLeavesNothing(bool isOldest)
    {
        await using var deployment = await Deployment.StartAsync(broker, store, isOldest ? oldest : newest, Token);
        string[] server = ["--server", deployment.Address.AbsoluteUri];

        var (exitCode, output, error) = await MoteProcess.RunAsync(["index", Sample("clip-01.mp4"), Sample("clip-02.mp4"), Sample("reel-01.mp4"), "--json", .. server]);
        Assert.True(exitCode == 0, error + output);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(lines, line => Assert.Equal("searchable", line.GetProperty("state").GetString()));
        Assert.Equal(5, lines.Sum(line => line.GetProperty("segments").GetInt32()));

        Assert.Equal(["clip-01", "clip-02"], await TitlesAsync("a yellow star moving right", server));
        Assert.Equal(["clip-02"], await TitlesAsync("a yellow star moving left", server));
        Assert.Equal(["reel-01"], await TitlesAsync("climbing up a ladder", server));
        Assert.Empty(await TitlesAsync("a submarine under the ice", server));
        Assert.Contains("mote_segments_total{", await deployment.Service("Embedding").MetricsAsync(Token), StringComparison.Ordinal);
        Assert.Contains("stage=\"index\"", await deployment.Service("Indexing").MetricsAsync(Token), StringComparison.Ordinal);

        foreach (var line in lines)
        {
            _ = await MoteProcess.JsonAsync(["delete", line.GetProperty("videoId").GetString()!, .. server]);
        }

        Assert.Empty((await MoteProcess.JsonAsync(["status", .. server])).GetProperty("videos").EnumerateArray());
        Assert.Equal(0, await deployment.DocumentsAsync(Token));
        Assert.DoesNotContain(await deployment.BlobsAsync(Token), blob => lines.Exists(line => blob.Contains(line.GetProperty("videoId").GetString()!, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task GivenFourProcessesAtWork_WhenTheyAreAskedToStop_AllEndWithZeroAndTheWorkGoesOnAfterwards()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill.");
        var noTime = new Dictionary<string, string> { ["MOTE_Service__FinishWithin"] = "00:00:00.001" };
        await using var deployment = await Deployment.StartAsync(broker, store, newest, noTime, Token);
        using var client = MoteProcess.Start(["index", Samples, "--server", deployment.Address.AbsoluteUri]);
        using var http = new HttpClient { BaseAddress = deployment.Address };
        while (await CountAsync(http, "searchable") == 0)
            await Task.Delay(100, Token);

        var exitCodes = await Task.WhenAll(deployment.Services.Select(service => service.StopAsync(Token)));
        client.Kill();

        Assert.Equal([0, 0, 0, 0], exitCodes);
        await Task.WhenAll(deployment.Services.Select(service => deployment.StartAgainAsync(service.Name, Token)).ToList());
        while (await CountAsync(http, "received", "probed", "embedding") > 0)
            await Task.Delay(100, Token);
        Assert.Equal(0, await CountAsync(http, "rejected"));
    }

    private static async Task<int> CountAsync(HttpClient client, params string[] states)
    {
        var videos = (await client.GetFromJsonAsync<JsonElement>("/api/status", Token)).GetProperty("videos");
        return states.Sum(state => videos.GetProperty(state).GetInt32());
    }

    private static string Sample(string name) => Path.Combine(Samples, name);

    private static async Task<IEnumerable<string?>> TitlesAsync(string text, string[] server) =>
        [.. (await MoteProcess.JsonAsync(["search", text, .. server])).GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("title").GetString())];
}
