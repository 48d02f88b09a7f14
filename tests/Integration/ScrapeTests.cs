using System.Text.RegularExpressions;
using MoTE.Indexing.EndToEnd;
using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Servers.RabbitMq;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Integration;

/// <summary>What Prometheus is given to read, against what alert rules and dashboard ask it for.</summary>
public sealed partial class ScrapeTests(RabbitMqServer broker, AzuriteServer store, NewestElasticsearch search)
{
    private static readonly string Telemetry = Path.Combine(Repository.Root, "infra", "telemetry");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GivenFourProcesses_WhenVideosWentThroughThem_EveryMetricOfAlertsAndDashboardIsScraped()
    {
        await using var deployment = await Deployment.StartAsync(broker, store, search, Token);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("broken.mp4"), "no video", Token);
        string[] server = ["--server", deployment.Address.AbsoluteUri];
        _ = await MoteProcess.RunAsync(["index", Path.Combine(Repository.Root, "infra", "samples", "clip-01.mp4"), folder.File("broken.mp4"), .. server]);
        _ = await MoteProcess.JsonAsync(["search", "a yellow star moving right", .. server]);

        var scraped = await ScrapeAsync(deployment);

        string[] files = ["alerts.yml", "grafana/dashboards/pipeline.json"];
        var asked = string.Concat(files.Select(file => File.ReadAllText(Path.Combine(Telemetry, file))));
        var names = Names().Matches(asked).Select(name => name.Value).ToHashSet();
        Assert.NotEmpty(names);
        Assert.Empty(names.Except(Names().Matches(scraped).Select(name => name.Value)));
        foreach (Match selector in Selectors().Matches(asked))
        {
            Assert.Matches($@"(?m)^{selector.Groups["name"].Value}\{{.*\b{selector.Groups["label"].Value}=""{selector.Groups["value"].Value}"".*\}} [1-9]", scraped);
        }

        Assert.Matches(@"(?m)^mote_videos_rejected_total\{.*reason=""unreadable"".*\} 1\b", scraped);
        Assert.Matches(@"(?m)^rabbitmq_detailed_queue_messages_ready\{.*queue=""embed-chunk\.dead""", scraped);
    }

    // The checks of health come into the metrics some seconds after the start.
    private async Task<string> ScrapeAsync(Deployment deployment)
    {
        while (true)
        {
            var scrapes = await Task.WhenAll([.. deployment.Services.Select(service => service.MetricsAsync(Token)), ScrapeBrokerAsync()]);
            if (scrapes.SkipLast(1).All(scrape => scrape.Contains("mote_check_healthy{", StringComparison.Ordinal)))
                return string.Join('\n', scrapes);
            await Task.Delay(TimeSpan.FromSeconds(1), Token);
        }
    }

    // Where the settings of Prometheus say.
    private async Task<string> ScrapeBrokerAsync()
    {
        var settings = await File.ReadAllTextAsync(Path.Combine(Telemetry, "prometheus.yml"), Token);
        var (path, family) = (BrokerPath().Match(settings).Groups[1].Value, BrokerFamily().Match(settings).Groups[1].Value);
        using var client = new HttpClient { BaseAddress = broker.Metrics };
        return await client.GetStringAsync(new Uri($"{path}?family={family}", UriKind.Relative), Token);
    }

    [GeneratedRegex(@"\b(mote|dotnet|rabbitmq_detailed)_[a-z_]+\b")]
    private static partial Regex Names();

    // Selectors that name one value of a label of ours.
    [GeneratedRegex(@"(?<name>mote_[a-z_]+)\{(?<label>\w+)=\\?""(?<value>[^""\\]+)\\?""")]
    private static partial Regex Selectors();

    [GeneratedRegex(@"metrics_path: (\S+)")]
    private static partial Regex BrokerPath();

    [GeneratedRegex(@"family: \[(\w+)\]")]
    private static partial Regex BrokerFamily();
}
