using Microsoft.Extensions.Hosting;

namespace MoTE.Indexing.Search.Web;

/// <summary>Has a host load the model of the search before it serves.</summary>
internal sealed class SearchAtStart : IHostedService
{
    /// <param name="search">Made, and so loaded, for this.</param>
    public SearchAtStart(VideoSearch search) => ArgumentNullException.ThrowIfNull(search);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
