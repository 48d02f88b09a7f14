using MoTE.Indexing.Servers;

namespace MoTE.Indexing.Soak.Faults;

/// <summary>A server is killed and started again with its data.</summary>
internal sealed class ServerKill(string server, ServerProcess process) : IFault
{
    public string Name => $"kill -9 and restart of {server}";

    public async Task StrikeAsync(CancellationToken cancellationToken)
    {
        await process.KillAsync();
        await process.StartAgainAsync(cancellationToken);
    }
}
