using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MoTE.Indexing.Integration.Tracing;

/// <summary>Takes in what services export by OTLP over HTTP (protobuf), and keeps the spans and the names of metrics.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<TracedSpan> _spans = [];
    private readonly ConcurrentQueue<ExportedMetric> _metrics = [];
    private readonly WebApplication _app;

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _ = _app.MapPost("/v1/traces", request => TakeAsync(request, TracedSpan.Read, _spans));
        _ = _app.MapPost("/v1/metrics", request => TakeAsync(request, ExportedMetric.Read, _metrics));
    }

    /// <summary>Settings of a service that exports to here, soon after each span.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
    };

    /// <summary>All spans that came so far.</summary>
    public IReadOnlyList<TracedSpan> Spans => [.. _spans];

    /// <summary>Every metric that came so far, as often as it came.</summary>
    public IReadOnlyList<ExportedMetric> Metrics => [.. _metrics];

    /// <summary>Starts one on a free port of the loopback interface.</summary>
    public static async Task<Collector> StartAsync(CancellationToken cancellationToken)
    {
        var collector = new Collector();
        await collector._app.StartAsync(cancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task TakeAsync<T>(HttpContext context, Func<ByteString, IEnumerable<T>> read, ConcurrentQueue<T> taken)
    {
        foreach (var one in read(await ByteString.FromStreamAsync(context.Request.Body, context.RequestAborted)))
        {
            taken.Enqueue(one);
        }

        // The answer of the protocol to a request that was taken in whole: an empty message.
        context.Response.ContentType = "application/x-protobuf";
    }
}
