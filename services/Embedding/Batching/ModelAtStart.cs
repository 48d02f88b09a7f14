using Microsoft.Extensions.Hosting;

namespace MoTE.Indexing.Embedding.Batching;

/// <summary>Loads the model when a host starts.</summary>
/// <param name="encoder">Has it.</param>
internal sealed class ModelAtStart(BundleViewEncoder encoder) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.Run(encoder.Load, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
