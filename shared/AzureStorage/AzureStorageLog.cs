using Microsoft.Extensions.Logging;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.AzureStorage;

/// <summary>What the adapters log.</summary>
internal static partial class AzureStorageLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Blob} was not needed any more and could not be dropped; a later round removes it.")]
    public static partial void NotDropped(ILogger log, Exception failure, string blob);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Blob}, which a killed process had left, is removed.")]
    public static partial void LeftoverRemoved(ILogger log, string blob);

    [LoggerMessage(Level = LogLevel.Information, Message = "The copy of {Video}, which was deleted from the store, is removed.")]
    public static partial void CopyRemoved(ILogger log, VideoId video);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The round of the blob store failed and comes again: {Reason}")]
    public static partial void RoundFailed(ILogger log, Exception failure, string reason);
}
