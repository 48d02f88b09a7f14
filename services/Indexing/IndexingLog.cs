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
}
