using Microsoft.Extensions.Options;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Rebuilding;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>Lets a server rebuild its index, and follows it to its end.</summary>
internal sealed class ServerRebuild(MoteServer server, ServerPatience patience, IOptions<ServerOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <summary>Begins a rebuild, or follows the one that is under way.</summary>
    /// <param name="bar">Shown how far it is.</param>
    /// <param name="terminal">Told what a person should know meanwhile.</param>
    /// <param name="cancellationToken">Stops the rebuild if it was begun here; one that somebody else began goes on.</param>
    /// <exception cref="UserErrorException">It failed, was stopped by somebody, or the server does not answer any more.</exception>
    public async Task<ReindexAnswer> RunAsync(VideosBar bar, Terminal terminal, CancellationToken cancellationToken)
    {
        // Not broken off: only the answer says whether there is something to stop.
        var (rebuild, isNew) = await server.RebuildAsync(CancellationToken.None);
        if (!isNew)
            await terminal.Error.WriteLineAsync("The index is being rebuilt already: this is how far that is.");
        try
        {
            return Answer(await FollowAsync(rebuild, bar, terminal, cancellationToken));
        }
        catch (OperationCanceledException) when (isNew && cancellationToken.IsCancellationRequested)
        {
            await StopAsync(terminal);
            throw;
        }
    }

    private static ReindexAnswer Answer(RebuildAnswer rebuild) => rebuild.State switch
    {
        RebuildState.Failed => throw new UserErrorException(rebuild.Reason ?? "The rebuild failed; the server's log says why."),
        RebuildState.Stopped => throw new UserErrorException("Somebody stopped the rebuild; the index is as it was."),
        _ => new ReindexAnswer(rebuild.Videos, rebuild.Segments, rebuild.UnfinishedCount, rebuild.Unfinished),
    };

    private async Task<RebuildAnswer> FollowAsync(RebuildAnswer rebuild, VideosBar bar, Terminal terminal, CancellationToken cancellationToken)
    {
        var (began, isWarned) = (clock.GetTimestamp(), false);
        while (rebuild.EndedAt is null)
        {
            if (rebuild.State == RebuildState.Asked && !isWarned && clock.GetElapsedTime(began) > options.Value.AskAfter)
            {
                isWarned = true;
                await terminal.Error.WriteLineAsync("Nobody has begun the rebuild yet: does the Indexing service run?");
            }

            bar.Show(rebuild.Videos, rebuild.Found);
            await Task.Delay(LookEvery, clock, cancellationToken);
            rebuild = await patience.WaitAsync(() => server.FindRebuildAsync(cancellationToken), cancellationToken)
                ?? throw new UserErrorException($"{server.Address} knows of no rebuild any more: begin it again.");
        }

        return rebuild;
    }

    private async Task StopAsync(Terminal terminal)
    {
        using var limit = new CancellationTokenSource(StopLimit, clock);
        try
        {
            await server.StopRebuildAsync(limit.Token);
            await terminal.Error.WriteLineAsync("The rebuild is stopped; the index is as it was.");
        }
        catch (Exception failure) when (failure is UserErrorException or OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync($"The rebuild could not be stopped and goes on: {failure.Message}");
        }
    }
}
