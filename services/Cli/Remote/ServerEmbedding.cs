using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>Lets a server embed with its model what other models have embedded, and follows it to the end.</summary>
internal sealed class ServerEmbedding(MoteServer server, ServerPatience patience, TimeProvider clock)
{
    private const int PauseFactor = 5;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    /// <summary>Asks for every video that is left, and waits until none is.</summary>
    /// <param name="bar">Shown how far it is.</param>
    /// <param name="cancellationToken">Waits no longer; the server goes on.</param>
    public async Task<EmbeddingAnswer> RunAsync(VideosBar bar, CancellationToken cancellationToken)
    {
        var now = await server.EmbedAsync(cancellationToken);
        var asked = now.Remaining;
        while (now.Remaining > 0)
        {
            bar.Show(asked - now.Remaining, asked);
            var began = clock.GetTimestamp();
            now = await patience.WaitAsync(() => server.EmbeddingAsync(cancellationToken), cancellationToken);

            // The answer takes a look at the whole catalogue, so a large one is asked less often.
            if (now.Remaining > 0)
                await Task.Delay(ShortestPause + (PauseFactor * clock.GetElapsedTime(began)), clock, cancellationToken);
        }

        return now;
    }
}
