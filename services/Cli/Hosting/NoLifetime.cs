using Microsoft.Extensions.Hosting;

namespace MoTE.Indexing.Cli.Hosting;

/// <summary>The command line hears Ctrl+C, not the host.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
