using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MoTE.Indexing.Integration.Tracing;

/// <summary>Takes in what services export by OTLP over HTTP (protobuf), and keeps the spans.</summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<TracedSpan> _spans = [];
    private readonly WebApplication _app;

    private TraceCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _ = _app.MapPost("/v1/traces", TakeAsync);
        _ = _app.MapPost("/v1/metrics", Taken);
    }

    /// <summary>Settings of a service that exports to here, soon after each span.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
    };

    /// <summary>All that came so far.</summary>
    public IReadOnlyList<TracedSpan> Spans => [.. _spans];

    /// <summary>Starts one on a free port of the loopback interface.</summary>
    public static async Task<TraceCollector> StartAsync(CancellationToken cancellationToken)
    {
        var collector = new TraceCollector();
        await collector._app.StartAsync(cancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // The answer of the protocol to a request that was taken in whole: an empty message.
    private static IResult Taken() => Results.Bytes([], "application/x-protobuf");

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        foreach (var span in TracedSpan.Read(await ByteString.FromStreamAsync(request.Body, request.HttpContext.RequestAborted)))
        {
            _spans.Enqueue(span);
        }

        return Taken();
    }
}
