using Microsoft.Extensions.Logging;

namespace MoTE.Indexing.Ingest.Addresses;

/// <summary>What <see cref="AddressSource"/> tells the log; addresses come without user names, passwords and queries.</summary>
internal static partial class AddressSourceLog
{
    [LoggerMessage(4040, LogLevel.Information, "Asking {Address}")]
    public static partial void Asking(ILogger logger, string address);

    [LoggerMessage(4041, LogLevel.Information, "Fetched {Address}: {Bytes} bytes, video {VideoId}")]
    public static partial void Fetched(ILogger logger, string address, long bytes, string videoId);
}
