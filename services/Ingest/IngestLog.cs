using Microsoft.Extensions.Logging;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest;

/// <summary>Log lines of taking in.</summary>
internal static partial class IngestLog
{
    [LoggerMessage(EventId = 4000, Level = LogLevel.Information, Message = "Request {RequestId} is refused: {Reason}")]
    public static partial void Refused(ILogger logger, Guid requestId, string reason);

    [LoggerMessage(EventId = 4001, Level = LogLevel.Information, Message = "Video {VideoId} is rejected: {Reason}")]
    public static partial void Rejected(ILogger logger, VideoId videoId, string reason);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Information, Message = "{Count} unfinished videos go on")]
    public static partial void Resumed(ILogger logger, int count);
}
