using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Indexing.Rebuilding;

/// <summary>Rebuilds the index so that all processes of an archive know: one rebuild at a time, which anybody can follow and stop, and which another process begins anew when its own has died.</summary>
public sealed class RecordedRebuilds(
    IndexRebuild rebuild, IIndexGenerations generations, IRebuildRecord record, IOptions<RebuildOptions> options, TimeProvider clock, ILogger<RecordedRebuilds> log)
{
    private const string Unexpected = "Something unexpected went wrong; the log of the process that was at work on it says what.";

    private readonly Guid _worker = Guid.NewGuid();

    /// <summary>Rebuilds now.</summary>
    /// <param name="progress">Told of each video that is done; null for nobody.</param>
    /// <param name="cancellationToken">Stops it for good.</param>
    /// <returns>The rebuild at its end.</returns>
    /// <exception cref="UserErrorException">Another process rebuilds, or the index cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<Rebuild> RunAsync(IProgress<RebuildProgress>? progress, CancellationToken cancellationToken)
    {
        var (isMine, now) = await record.ChangeAsync(before => before is null or { IsOver: true } ? Taken(Rebuild.New(clock.GetUtcNow())) : TakenIfFree(before), cancellationToken);
        return isMine
            ? await WorkAsync(now!, progress, stopped => stopped.Ended(RebuildState.Stopped, clock.GetUtcNow()), cancellationToken)
            : throw new UserErrorException($"The index is being rebuilt already ({now!.Videos} of {now.Found} videos are done): wait for its end, or stop it.");
    }

    /// <summary>Does the rebuild that somebody asked for, or whose process has died.</summary>
    /// <param name="cancellationToken">Gives it back, for another process to begin it anew.</param>
    /// <returns>The rebuild at its end; null when there is none to do.</returns>
    /// <exception cref="UserErrorException">The index cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was given back, or somebody stopped it.</exception>
    public async Task<Rebuild?> RunAskedAsync(CancellationToken cancellationToken)
    {
        if (await record.FindAsync(cancellationToken) is not { } found || TakenIfFree(found) is null)
            return null;
        var (isMine, now) = await record.ChangeAsync(before => before is null ? null : TakenIfFree(before), cancellationToken);
        return isMine
            ? await WorkAsync(now!, progress: null, stopped => stopped with { State = RebuildState.Asked, Worker = null, AliveAt = null }, cancellationToken)
            : null;
    }

    private Rebuild Taken(Rebuild rebuild) => rebuild with { State = rebuild.State == RebuildState.Asked ? RebuildState.Running : rebuild.State, Worker = _worker, AliveAt = clock.GetUtcNow() };

    private Rebuild? TakenIfFree(Rebuild rebuild) => rebuild.State switch
    {
        RebuildState.Asked => Taken(rebuild),
        RebuildState.Running or RebuildState.Stopping when rebuild.AliveAt is not { } alive || clock.GetUtcNow() - alive > options.Value.DeadAfter => Taken(rebuild),
        _ => null,
    };

    private bool IsMine(Rebuild? now, Rebuild taken) => now is { IsOver: false } && now.Id == taken.Id && now.Worker == _worker;

    private async Task<Rebuild> WorkAsync(Rebuild taken, IProgress<RebuildProgress>? progress, Func<Rebuild, Rebuild> cancelled, CancellationToken cancellationToken)
    {
        var tally = new RebuildTally(progress);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var noting = NoteAsync(taken, tally, stop);
        try
        {
            await RebuildAsync(taken, tally, stop);
            return await EndAsync(taken, now => tally.WriteInto(now).Ended(RebuildState.Done, clock.GetUtcNow()));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _ = await EndAsync(taken, now => cancellationToken.IsCancellationRequested && now.State != RebuildState.Stopping ? cancelled(now) : now.Ended(RebuildState.Stopped, clock.GetUtcNow()));
            throw;
        }
        catch (Exception failure)
        {
            _ = await EndAsync(taken, now => now.Ended(RebuildState.Failed, clock.GetUtcNow(), failure is UserErrorException ? failure.Message : Unexpected));
            throw;
        }
        finally
        {
            await stop.CancelAsync();
            await noting;
        }
    }

    private async Task RebuildAsync(Rebuild taken, RebuildTally tally, CancellationTokenSource stop)
    {
        if (taken.State == RebuildState.Stopping)
        {
            // Whoever was told to stop has died: what it left goes with a generation that is begun and not published.
            await (await generations.BeginAsync(stop.Token)).DisposeAsync();
            await stop.CancelAsync();
            stop.Token.ThrowIfCancellationRequested();
        }

        _ = await rebuild.RunAsync(tally, _ => ConfirmAsync(taken, tally, stop), stop.Token);
    }

    // Nobody publishes what another process fills by now.
    private async Task ConfirmAsync(Rebuild taken, RebuildTally tally, CancellationTokenSource stop)
    {
        if (await IsGoingOnAsync(taken, tally, stop.Token))
            return;
        await stop.CancelAsync();
        stop.Token.ThrowIfCancellationRequested();
    }

    // Says again and again that this process lives, and hears when it shall stop.
    private async Task NoteAsync(Rebuild taken, RebuildTally tally, CancellationTokenSource stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.Value.NoteEvery, clock, stop.Token);
                if (!await IsGoingOnAsync(taken, tally, stop.Token))
                    await stop.CancelAsync();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException away)
            {
                // The rebuild meets the same, and ends with it if it lasts.
                IndexingLog.RebuildNotNoted(log, away);
            }
        }
    }

    private async Task<bool> IsGoingOnAsync(Rebuild taken, RebuildTally tally, CancellationToken cancellationToken)
    {
        var (isMine, now) = await record.ChangeAsync(before => IsMine(before, taken) ? tally.WriteInto(before!) with { AliveAt = clock.GetUtcNow() } : null, cancellationToken);
        return isMine && now!.State == RebuildState.Running;
    }

    private async Task<Rebuild> EndAsync(Rebuild taken, Func<Rebuild, Rebuild> end)
    {
        var (_, now) = await record.ChangeAsync(before => IsMine(before, taken) ? end(before!) : null, CancellationToken.None);
        return now ?? taken;
    }
}
