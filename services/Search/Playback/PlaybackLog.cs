using Microsoft.Extensions.Logging;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Playback;

/// <summary>What converting videos logs.</summary>
internal static partial class PlaybackLog
{
    [LoggerMessage(4010, LogLevel.Information, "Converting {VideoId} so that browsers can play it; picture kept: {KeepsPicture}, sound kept: {KeepsSound}")]
    public static partial void Converting(ILogger logger, VideoId videoId, bool keepsPicture, bool keepsSound);

    [LoggerMessage(4011, LogLevel.Warning, "{VideoId} cannot be converted: {Reason}")]
    public static partial void Failed(ILogger logger, VideoId videoId, string reason);

    [LoggerMessage(4012, LogLevel.Error, "Converting {VideoId} failed")]
    public static partial void FailedUnexpectedly(ILogger logger, Exception exception, VideoId videoId);
}
