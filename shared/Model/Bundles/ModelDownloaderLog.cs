using Microsoft.Extensions.Logging;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Log lines of downloads.</summary>
internal static partial class ModelDownloaderLog
{
    [LoggerMessage(EventId = 2500, Level = LogLevel.Warning, Message = "Download attempt {Attempt} of {FileName} ended at {DoneBytes} bytes: {Reason}")]
    public static partial void AttemptFailed(ILogger logger, string fileName, int attempt, long doneBytes, string reason);
}
