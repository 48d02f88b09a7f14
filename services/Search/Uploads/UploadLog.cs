using Microsoft.Extensions.Logging;

namespace MoTE.Indexing.Search.Uploads;

/// <summary>What uploads tell the log.</summary>
internal static partial class UploadLog
{
    [LoggerMessage(4100, LogLevel.Information, "Upload {UploadId} has expired with {OffsetBytes} of {LengthBytes} bytes and was removed")]
    public static partial void Expired(ILogger logger, Guid uploadId, long offsetBytes, long lengthBytes);

    [LoggerMessage(4101, LogLevel.Warning, "Uploads could not be looked after: {Reason}")]
    public static partial void RoundFailed(ILogger logger, Exception cause, string reason);
}
