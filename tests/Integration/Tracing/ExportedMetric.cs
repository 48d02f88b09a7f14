using Google.Protobuf;

namespace MoTE.Indexing.Integration.Tracing;

/// <summary>That a service exported a metric.</summary>
/// <param name="Service">The service's name in telemetry, such as <c>mote-ingest</c>.</param>
/// <param name="Name">The metric's name, such as <c>mote.segments</c>.</param>
internal sealed record ExportedMetric(string Service, string Name)
{
    /// <summary>The metrics of an <c>ExportMetricsServiceRequest</c> (opentelemetry-proto 1.x).</summary>
    public static IEnumerable<ExportedMetric> Read(ByteString request) =>
        from resourceMetrics in ProtobufMessage.Parse(request).Messages(1)
        let service = resourceMetrics.Messages(1).Single().Attribute(1, "service.name")
        from scopeMetrics in resourceMetrics.Messages(2)
        from metric in scopeMetrics.Messages(2)
        select new ExportedMetric(service!, metric.Text(1));
}
