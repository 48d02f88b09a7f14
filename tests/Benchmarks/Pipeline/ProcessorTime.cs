using System.Globalization;

namespace MoTE.Indexing.Benchmarks.Pipeline;

/// <summary>Processor time as Linux counts it, in user and system mode, of all threads of this process and of those programs that it started and that have ended.</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100;    // USER_HZ, the same on every processor that .NET runs on
    private const int UserTime = 14;
    private const int SystemTimeOfChildren = 17;

    /// <summary>Seconds so far.</summary>
    public static double Seconds()
    {
        // The second field, the program's name in brackets, may hold spaces.
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[(UserTime - 3)..(SystemTimeOfChildren - 2)].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
