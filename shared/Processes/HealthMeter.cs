using Microsoft.Extensions.Diagnostics.HealthChecks;
using MoTE.Indexing.Hosting.Telemetry;

namespace MoTE.Indexing.Processes;

/// <summary>Measures what the checks of health find, so that an alert can tell of what is away before messages have waited too long for it.</summary>
internal sealed class HealthMeter : IHealthCheckPublisher
{
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach (var (check, entry) in report.Entries)
        {
            PipelineMetrics.Checked(check, entry.Status != HealthStatus.Unhealthy);
        }

        return Task.CompletedTask;
    }
}
