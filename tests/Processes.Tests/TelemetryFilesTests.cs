using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;
using MoTE.Indexing.Hosting.Telemetry;
using MoTE.Indexing.Servers;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Processes.Tests;

public sealed partial class TelemetryFilesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "infra", "telemetry");

    [Fact]
    public async Task DashboardAndAlerts_EveryMetricOfOurs_IsMeasured()
    {
        var management = $"http://127.0.0.1:{FreePort.Next()}";
        var started = new TaskCompletionSource<IHostApplicationLifetime>();
        var running = ServiceProcess.RunAsync(
            "tested", [$"--Service:ManagementUrl={management}"], _ => { }, app => app.Lifetime.ApplicationStarted.Register(() => started.SetResult(app.Lifetime)));
        var lifetime = await started.Task.WaitAsync(TestContext.Current.CancellationToken);
        PipelineMetrics.SegmentEmbedded();
        PipelineMetrics.VideoSearchable();
        PipelineMetrics.VideoRejected(RejectReasons.Unavailable);
        PipelineMetrics.BatchEncoded(1, 8);
        PipelineMetrics.Took(Stages.Search, TimeSpan.FromSeconds(1));
        PipelineMetrics.Taken("EmbedChunk", TimeSpan.FromSeconds(1));
        using var client = new HttpClient();
        var measured = Names().Matches(await client.GetStringAsync(new Uri($"{management}/metrics"), TestContext.Current.CancellationToken)).Select(name => name.Value).ToHashSet();
        lifetime.StopApplication();
        Assert.Equal(0, await running);

        string[] files = ["alerts.yml", "grafana/dashboards/pipeline.json"];
        var named = files.SelectMany(file => Names().Matches(File.ReadAllText(Path.Combine(Folder, file)))).Select(name => name.Value).ToHashSet();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(measured));
    }

    [GeneratedRegex(@"\b(mote|dotnet)_[a-z_]+\b")]
    private static partial Regex Names();
}
