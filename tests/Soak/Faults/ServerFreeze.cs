using System.Globalization;
using MoTE.Indexing.Servers;

namespace MoTE.Indexing.Soak.Faults;

/// <summary>A server stands still for a while: it takes connections, and answers nothing.</summary>
internal sealed class ServerFreeze(string server, ServerProcess process, TimeSpan length) : IFault
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{server} frozen for {length.TotalSeconds:0} s");

    public async Task StrikeAsync(CancellationToken cancellationToken)
    {
        await process.SignalAsync("STOP");
        try
        {
            await Task.Delay(length, cancellationToken);
        }
        finally
        {
            await process.SignalAsync("CONT");
        }
    }
}
