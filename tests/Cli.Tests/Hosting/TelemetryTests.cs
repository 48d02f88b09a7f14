using System.Diagnostics;
using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Hosting.Telemetry;
using MoTE.Indexing.Testing;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace MoTE.Indexing.Cli.Tests.Hosting;

public sealed class TelemetryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Index_OneVideo_IsOneTraceThroughEveryService()
    {
        var spans = new List<Activity>();
        using (Sdk.CreateTracerProviderBuilder().AddSource(Pipeline.Name, "MassTransit").AddInMemoryExporter(spans).Build())
        {
            var videoId = await IndexAsync();
            var ofVideo = spans.ToList().Where(span => (string?)span.GetTagItem(Pipeline.VideoTag) == videoId).ToList();

            Assert.Equal([Stages.Decode, Stages.Encode, Stages.Index, Stages.Open, Stages.Probe, Stages.Probe, Stages.Register, Stages.Write], ofVideo.Select(span => span.OperationName).Order());
            var trace = Assert.Single(ofVideo.Select(span => span.TraceId).Distinct());
            var consumers = spans.ToList().Where(span => span.TraceId == trace && span.Source.Name == "MassTransit" && span.Kind == ActivityKind.Consumer).ToList();
            Assert.True(consumers.Count >= 3, $"Only {consumers.Count} spans of consumers are in the trace.");
            Assert.All(ofVideo, span => Assert.NotNull(span.ParentId));
        }
    }

    [Fact]
    public async Task Index_OneVideoAndABrokenOne_MovesTheMetrics()
    {
        var metrics = new List<MetricSnapshot>();
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(Pipeline.Name).AddInMemoryExporter(metrics).Build();
        await File.WriteAllTextAsync(_folder.File("broken.mp4"), "no video", TestContext.Current.CancellationToken);

        _ = await IndexAsync(_folder.File("broken.mp4"));

        Assert.True(provider.ForceFlush());
        var points = metrics.ToDictionary(metric => metric.Name, metric => metric.MetricPoints);
        Assert.True(points["mote.segments"].Sum(point => point.GetSumLong()) >= 2);
        Assert.True(points["mote.videos.searchable"].Sum(point => point.GetSumLong()) >= 1);
        Assert.Contains(points["mote.videos.rejected"], point => Tag(point, "reason") == RejectReasons.Unreadable && point.GetSumLong() >= 1);
        Assert.Contains(points["mote.batch.fill"], point => point.GetHistogramCount() >= 1 && point.GetHistogramSum() > 0);
        foreach (var stage in new[] { Stages.Store, Stages.Register, Stages.Probe, Stages.Open, Stages.Decode, Stages.Preprocess, Stages.Encode, Stages.Write, Stages.Index })
            Assert.Contains(points["mote.stage.duration"], point => Tag(point, "stage") == stage && point.GetHistogramCount() >= 1);
    }

    public void Dispose() => _folder.Dispose();

    private static string? Tag(MetricPoint point, string name)
    {
        foreach (var tag in point.Tags)
        {
            if (tag.Key == name)
                return (string?)tag.Value;
        }

        return null;
    }

    private async Task<string> IndexAsync(params string[] further)
    {
        TinyBundle.Write(_folder);
        var clip = await TinyClips.PatternAsync(_folder, "clip.mp4", 12.7, "testsrc2");
        var run = await CommandRun.OfAsync(["index", clip, .. further, "--json", "--data", _folder.File("data"), "--models", _folder.File("models")]);
        return run.Lines.Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement).Single(line => line.GetProperty("state").GetString() == "searchable").GetProperty("videoId").GetString()!;
    }
}
