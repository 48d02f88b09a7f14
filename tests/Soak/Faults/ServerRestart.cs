using MoTE.Indexing.Servers;

namespace MoTE.Indexing.Soak.Faults;

/// <summary>A server is asked to end, and started again with its data. For one that keeps in memory for a while what it has confirmed, as emulators may.</summary>
internal sealed class ServerRestart(string server, ServerProcess process) : IFault
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public string Name => $"restart of {server}";

    public async Task StrikeAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        await process.SignalAsync("INT");
        _ = await process.WaitForExitAsync(limit.Token);
        await process.StartAgainAsync(cancellationToken);
    }
}
