using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace MoTE.Indexing.Processes;

/// <summary>Health and metrics, on a port of their own that is not for clients.</summary>
internal static class Management
{
    /// <summary>Answers them on the management port, and nothing else there.</summary>
    public static void UseManagement(this WebApplication app)
    {
        var port = app.Services.GetRequiredService<IOptions<ServiceOptions>>().Value.ManagementPort;
        _ = app.MapWhen(context => context.Connection.LocalPort == port, management =>
        {
            _ = management.UseHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
            _ = management.UseHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
            _ = management.UseOpenTelemetryPrometheusScrapingEndpoint("/metrics");
            management.Run(context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = Word(report.Status),
        checks = report.Entries.ToDictionary(check => check.Key, check => new { status = Word(check.Value.Status), description = check.Value.Description ?? check.Value.Exception?.Message }),
    });

    private static string Word(HealthStatus status) => status.ToString().ToLowerInvariant();
}
