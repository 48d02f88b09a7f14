namespace MoTE.Indexing.Cli.CommandLine;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    /// <summary>All was done.</summary>
    public const int Done = 0;

    /// <summary>A failure that the person can act on; one sentence on stderr says which.</summary>
    public const int Failure = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int WrongUsage = 2;

    /// <summary>Stopped by Ctrl+C, as shells report it.</summary>
    public const int Stopped = 130;
}
