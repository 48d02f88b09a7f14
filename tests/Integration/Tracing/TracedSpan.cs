using Google.Protobuf;

namespace MoTE.Indexing.Integration.Tracing;

/// <summary>A span as a service exported it.</summary>
/// <param name="Service">The service's name in telemetry, such as <c>mote-ingest</c>.</param>
/// <param name="Trace">Identity of its trace.</param>
/// <param name="Id">Its identity.</param>
/// <param name="Parent">Identity of the span that it belongs to; empty for the first of a trace.</param>
/// <param name="Name">What was done.</param>
/// <param name="Start">When it began: time since 1970-01-01 UTC.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Path">The path that a request asked for; null where it is the span of none.</param>
internal sealed record TracedSpan(string Service, string Trace, string Id, string Parent, string Name, TimeSpan Start, TimeSpan Duration, string? Path)
{
    /// <summary>The spans of an <c>ExportTraceServiceRequest</c> (opentelemetry-proto 1.x).</summary>
    public static IEnumerable<TracedSpan> Read(ByteString request) =>
        from resourceSpans in ProtobufMessage.Parse(request).Messages(1)
        let service = resourceSpans.Messages(1).Single().Attribute(1, "service.name")
        from scopeSpans in resourceSpans.Messages(2)
        from span in scopeSpans.Messages(2)
        select new TracedSpan(
            service!, span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), Time(span.Number(7)), Time(span.Number(8) - span.Number(7)), span.Attribute(9, "url.path"));

    private static TimeSpan Time(ulong nanoseconds) => TimeSpan.FromTicks((long)(nanoseconds / TimeSpan.NanosecondsPerTick));
}
