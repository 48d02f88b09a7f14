using System.Globalization;

namespace MoTE.Indexing.Servers;

/// <summary>Processor time as Linux counts it, in user and system mode, of all threads of a process and of those programs that it started and that have ended.</summary>
public static class ProcessorTime
{
    private const double TicksPerSecond = 100;    // USER_HZ, the same on every processor that .NET runs on
    private const int UserTime = 14;
    private const int SystemTimeOfChildren = 17;

    /// <summary>So far.</summary>
    /// <param name="process">The process, which has not ended.</param>
    public static TimeSpan Of(int process)
    {
        // The second field, the program's name in brackets, may hold spaces.
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds(fields[(UserTime - 3)..(SystemTimeOfChildren - 2)].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond);
    }
}
