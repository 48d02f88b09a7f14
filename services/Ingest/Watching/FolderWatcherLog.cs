using Microsoft.Extensions.Logging;

namespace MoTE.Indexing.Ingest.Watching;

/// <summary>What <see cref="FolderWatcher"/> tells the log.</summary>
internal static partial class FolderWatcherLog
{
    [LoggerMessage(4050, LogLevel.Information, "{Path} is complete and is taken in")]
    public static partial void Complete(ILogger logger, string path);

    [LoggerMessage(4051, LogLevel.Warning, "{Folder} reports no changes, so it is walked through every {WalkEvery} only")]
    public static partial void NoReports(ILogger logger, Exception cause, string folder, TimeSpan walkEvery);

    [LoggerMessage(4052, LogLevel.Warning, "Changes in {Folder} were not reported, so it is walked through")]
    public static partial void ReportsLost(ILogger logger, Exception cause, string folder);

    [LoggerMessage(4053, LogLevel.Warning, "{Folder} cannot be read and is tried again")]
    public static partial void Unreadable(ILogger logger, Exception cause, string folder);
}
