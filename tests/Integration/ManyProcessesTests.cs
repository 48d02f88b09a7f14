using System.Text.Json;
using MoTE.Indexing.EndToEnd;
using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Servers.RabbitMq;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Integration;

/// <summary>The whole system as it runs on many machines: four processes, RabbitMQ, Azure Blob Storage (Azurite) and Elasticsearch.</summary>
public sealed class ManyProcessesTests(RabbitMqServer broker, AzuriteServer store, NewestElasticsearch search)
{
    private static readonly string Samples = Path.Combine(Repository.Root, "infra", "samples");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GivenFourProcesses_WhenSamplesAreIndexedThroughTheServer_SearchFindsTheRightOnesAndDeletionLeavesNothing()
    {
        await using var deployment = await Deployment.StartAsync(broker, store, search, Token);
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
    public async Task GivenFourProcesses_WhenTheyAreAskedToStop_AllEndWithZero()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill.");
        await using var deployment = await Deployment.StartAsync(broker, store, search, Token);

        var exitCodes = await Task.WhenAll(deployment.Services.Select(service => service.StopAsync(Token)));

        Assert.Equal([0, 0, 0, 0], exitCodes);
    }

    private static string Sample(string name) => Path.Combine(Samples, name);

    private static async Task<IEnumerable<string?>> TitlesAsync(string text, string[] server) =>
        [.. (await MoteProcess.JsonAsync(["search", text, .. server])).GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("title").GetString())];
}
