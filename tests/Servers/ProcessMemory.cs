using System.Globalization;

namespace MoTE.Indexing.Servers;

/// <summary>What Linux tells of a process's memory.</summary>
public static class ProcessMemory
{
    private const string Peak = "VmHWM:";
    private const long Kibibyte = 1024;

    /// <summary>Most memory that it had at once so far, in bytes; 0 when it has ended.</summary>
    public static long PeakBytes(int process)
    {
        try
        {
            var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status")).FirstOrDefault(line => line.StartsWith(Peak, StringComparison.Ordinal));
            return line is null ? 0 : Kibibyte * long.Parse(line.AsSpan(Peak.Length, line.Length - Peak.Length - "kB".Length), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
