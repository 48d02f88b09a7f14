using MoTE.Indexing.Soak.Clips;

namespace MoTE.Indexing.Soak.Load;

/// <summary>Hands files in one after another, each by the next way, and again until it is accepted.</summary>
internal sealed class SteadyLoad(IReadOnlyList<IWayIn> ways, TimeSpan pause)
{
    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(1);
    private int _accepted;
    private int _tries;

    /// <summary>Files that were accepted so far.</summary>
    public int Accepted => _accepted;

    /// <summary>How often handing in failed and was tried again.</summary>
    public int TriesAgain => _tries;

    /// <summary>Hands all of them in.</summary>
    public async Task RunAsync(IReadOnlyList<LoadFile> files, CancellationToken cancellationToken)
    {
        for (var number = 0; number < files.Count; number++)
        {
            await UntilAcceptedAsync(ways[number % ways.Count], files[number], cancellationToken);
            _accepted++;
            await Task.Delay(pause, cancellationToken);
        }
    }

    private async Task UntilAcceptedAsync(IWayIn way, LoadFile file, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await way.HandInAsync(file, cancellationToken);
                return;
            }
#pragma warning disable CA1031 // Whatever was wrong, the file was not accepted, and its owner tries again.
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                _tries++;
                await Task.Delay(BeforeNextTry, cancellationToken);
            }
        }
    }
}
