using System.Diagnostics;
using System.Globalization;

namespace MoTE.Indexing.Model.Benchmarking;

/// <summary>The largest resident memory of this process.</summary>
internal static class PeakMemory
{
    private const string ResetFile = "/proc/self/clear_refs";
    private const string StatusFile = "/proc/self/status";
    private const string Peak = "VmHWM:";

    /// <summary>Starts counting anew, where the system can (Linux); elsewhere the peak since the start of the process counts.</summary>
    public static void Reset()
    {
        try
        {
            if (File.Exists(ResetFile))
                File.WriteAllText(ResetFile, "5");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Some containers forbid it; the peak since the start of the process is still true, only less telling.
        }
    }

    /// <summary>Bytes; null where the system does not tell.</summary>
    public static long? Bytes()
    {
        if (!File.Exists(StatusFile))
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64 > 0 ? process.PeakWorkingSet64 : null;
        }

        var line = File.ReadLines(StatusFile).FirstOrDefault(text => text.StartsWith(Peak, StringComparison.Ordinal));
        var kilobytes = line?[Peak.Length..].Replace("kB", string.Empty, StringComparison.Ordinal).Trim();
        return long.TryParse(kilobytes, CultureInfo.InvariantCulture, out var value) ? value * 1024 : null;
    }
}
