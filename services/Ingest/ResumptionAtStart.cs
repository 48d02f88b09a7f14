using MassTransit;
using Microsoft.Extensions.Hosting;

namespace MoTE.Indexing.Ingest;

/// <summary>Lets unfinished videos go on when a host starts; it is added after the bus.</summary>
/// <param name="resumption">Finds them.</param>
/// <param name="bus">Takes the requests.</param>
internal sealed class ResumptionAtStart(Resumption resumption, IBus bus) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => resumption.ResumeAsync(bus, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
