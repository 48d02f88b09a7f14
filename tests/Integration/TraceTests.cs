using MoTE.Indexing.EndToEnd;
using MoTE.Indexing.Integration.Tracing;
using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Servers.RabbitMq;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Integration;

/// <summary>What an operator sees of a video: the spans that the four processes export.</summary>
public sealed class TraceTests(RabbitMqServer broker, AzuriteServer store, NewestElasticsearch search)
{
    private static readonly string[] AllServices = ["mote-embedding", "mote-indexing", "mote-ingest", "mote-search"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GivenFourProcesses_WhenAVideoIsUploaded_OneTraceLeadsFromTheRequestToTheIndex()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill.");
        await using var collector = await Collector.StartAsync(Token);
        await using var deployment = await Deployment.StartAsync(broker, store, search, collector.Settings, Token);

        var clip = Path.Combine(Repository.Root, "infra", "samples", "clip-01.mp4");
        var (exitCode, output, error) = await MoteProcess.RunAsync("index", clip, "--server", deployment.Address.AbsoluteUri);
        Assert.True(exitCode == 0, error + output);

        await AskForHealthAndMetricsAsync(deployment);

        // A service that is told to stop exports its last spans and metrics first.
        _ = await Task.WhenAll(deployment.Services.Select(service => service.StopAsync(Token)));

        var traces = collector.Spans.GroupBy(span => span.Trace);
        var trace = new TraceTree(Assert.Single(traces, spans => spans.Select(span => span.Service).Distinct().Order().SequenceEqual(AllServices)));
        TestContext.Current.TestOutputHelper?.WriteLine(trace.ToString());

        var root = Assert.Single(trace.Roots);
        Assert.Equal(("mote-search", "PATCH /api/uploads/{id:guid}", ""), (root.Service, root.Name, root.Parent));
        string[] stages =
        [
            "mote-ingest: store", "mote-ingest: register", "mote-ingest: probe", "mote-embedding: open", "mote-embedding: probe", "mote-embedding: decode", "mote-embedding: encode",
            "mote-embedding: write", "mote-indexing: index",
        ];
        Assert.All(stages, stage => Assert.Single(trace.Spans, span => $"{span.Service}: {span.Name}" == stage));
        Assert.Equal(["mote-ingest", "mote-search"], ServicesTo(trace, "register"));
        Assert.Equal(["mote-embedding", "mote-ingest", "mote-search"], ServicesTo(trace, "write"));
        Assert.Equal(["mote-indexing", "mote-embedding", "mote-ingest", "mote-search"], ServicesTo(trace, "index"));

        Assert.DoesNotContain(collector.Spans, span => span.Path is { } path && (path.Contains("health", StringComparison.Ordinal) || path.Contains("metrics", StringComparison.Ordinal)));
        Assert.All(AllServices, service => Assert.Contains(new ExportedMetric(service, "mote.check.healthy"), collector.Metrics));
        Assert.Contains(new ExportedMetric("mote-embedding", "mote.segments"), collector.Metrics);
    }

    private static async Task AskForHealthAndMetricsAsync(Deployment deployment)
    {
        foreach (var service in deployment.Services)
        {
            Assert.NotEmpty(await service.MetricsAsync(Token));
        }

        using var client = new HttpClient { BaseAddress = deployment.Address };
        Assert.NotEmpty(await client.GetStringAsync(new Uri("/api/health/live", UriKind.Relative), Token));
    }

    // The services on the way from a span to the root, each once.
    private static IEnumerable<string> ServicesTo(TraceTree trace, string stage) =>
        trace.Ancestry(trace.Spans.Single(span => span.Name == stage)).Select(span => span.Service).Distinct();
}
