using MassTransit;
using MassTransit.Logging;
using MassTransit.Monitoring;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Hosting.Telemetry;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MoTE.Indexing.Processes;

/// <summary>Traces and metrics: metrics to whoever scrapes them, both to an OpenTelemetry collector where one is named.</summary>
internal static class Telemetry
{
    // The standard's own variable, so that whoever knows OpenTelemetry knows it.
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Health on the port for clients, for load balancers that see no other.
    private const string ServedHealth = "/api/health";

    private static readonly string[] Meters = [Pipeline.Name, InstrumentationOptions.MeterName, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    /// <summary>Adds them.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="service">The service's name.</param>
    /// <param name="configuration">May name a collector.</param>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, string service, IConfiguration configuration)
    {
        var hasCollector = !string.IsNullOrEmpty(configuration[Collector]);
        _ = services.AddConsumeObserver<QueueAgeObserver>();
        _ = services.AddSingleton<IHealthCheckPublisher, HealthMeter>();
        _ = services.AddOptions<AspNetCoreTraceInstrumentationOptions>().Configure<IOptions<ServiceOptions>>(LeaveOutSupervision);
        _ = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService($"mote-{service}", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString()))
            .WithTracing(traces =>
            {
                _ = traces
                    .AddSource(Pipeline.Name, DiagnosticHeaders.DefaultListenerName)
                    .AddAspNetCoreInstrumentation();
                if (hasCollector)
                    _ = traces.AddOtlpExporter();
            })
            .WithMetrics(metrics =>
            {
                _ = metrics.AddMeter(Meters).AddPrometheusExporter();
                if (hasCollector)
                    _ = metrics.AddOtlpExporter();
            });
        return services;
    }

    // Health and metrics are asked for every few seconds, for as long as the process runs.
    private static void LeaveOutSupervision(AspNetCoreTraceInstrumentationOptions traces, IOptions<ServiceOptions> service) => traces.Filter = request =>
        request.Connection.LocalPort != service.Value.ManagementPort && !request.Request.Path.StartsWithSegments(ServedHealth, StringComparison.OrdinalIgnoreCase);
}
