using Microsoft.Extensions.Options;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>Asks again while a server that answered before is away, for as long as the options allow.</summary>
internal sealed class ServerPatience(IOptions<ServerOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The answer, as soon as there is one.</summary>
    /// <exception cref="ServerGoneException">There was none in time.</exception>
    public async Task<T> WaitAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (ServerGoneException) when (clock.GetElapsedTime(began) < options.Value.AwayAtMost)
            {
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }
}
