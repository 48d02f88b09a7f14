using System.Diagnostics;
using System.Globalization;

namespace MoTE.Indexing.Servers;

/// <summary>Signals of Unix.</summary>
public static class ProcessSignals
{
    /// <summary>Sends a signal to processes; those that have ended are passed over.</summary>
    /// <param name="signal">Its name without the prefix, such as <c>KILL</c>, <c>STOP</c>, <c>CONT</c> or <c>INT</c>.</param>
    /// <param name="processes">Their numbers.</param>
    public static async Task SendAsync(string signal, IEnumerable<int> processes)
    {
        var start = new ProcessStartInfo("kill", ["-s", signal, .. processes.Select(process => process.ToString(CultureInfo.InvariantCulture))]) { RedirectStandardError = true };
        using var kill = Process.Start(start) ?? throw new InvalidOperationException("kill did not start.");
        _ = await kill.StandardError.ReadToEndAsync();
        await kill.WaitForExitAsync();
    }
}
