using Microsoft.Extensions.Logging;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Indexing;

/// <summary>Log lines of indexing.</summary>
internal static partial class IndexingLog
{
    [LoggerMessage(EventId = 4200, Level = LogLevel.Information, Message = "Video {VideoId}: chunk {Chunk} of {ChunkCount} indexed; {Segments} segments in {WriteMs} ms")]
    public static partial void Indexed(ILogger logger, VideoId videoId, int chunk, int chunkCount, int segments, long writeMs);

    [LoggerMessage(EventId = 4201, Level = LogLevel.Information, Message = "Video {VideoId}: chunk {Chunk} is not wanted any more")]
    public static partial void PassedOver(ILogger logger, VideoId videoId, int chunk);

    [LoggerMessage(EventId = 4202, Level = LogLevel.Information, Message = "The index is rebuilt: {Videos} videos with {Segments} segments")]
    public static partial void Rebuilt(ILogger logger, int videos, long segments);

    [LoggerMessage(EventId = 4203, Level = LogLevel.Information, Message = "The rebuild of the index is not done here any more")]
    public static partial void RebuildStopped(ILogger logger);

    [LoggerMessage(EventId = 4204, Level = LogLevel.Error, Message = "The rebuild of the index failed")]
    public static partial void RebuildFailed(ILogger logger, Exception failure);

    [LoggerMessage(EventId = 4205, Level = LogLevel.Warning, Message = "What is known of the rebuild of the index cannot be read or written")]
    public static partial void RebuildNotNoted(ILogger logger, Exception failure);
}
