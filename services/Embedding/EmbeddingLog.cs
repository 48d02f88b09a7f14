using Microsoft.Extensions.Logging;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Embedding;

/// <summary>Log lines of embedding.</summary>
internal static partial class EmbeddingLog
{
    [LoggerMessage(
        EventId = 4100,
        Level = LogLevel.Information,
        Message = "Video {VideoId}: chunk {Chunk} of {ChunkCount} embedded; decode {DecodeMs} ms, preprocess {PreprocessMs} ms, encode {EncodeMs} ms, write {WriteMs} ms")]
    public static partial void Embedded(ILogger logger, VideoId videoId, int chunk, int chunkCount, long decodeMs, long preprocessMs, long encodeMs, long writeMs);

    [LoggerMessage(EventId = 4101, Level = LogLevel.Information, Message = "Video {VideoId} is rejected: {Reason}")]
    public static partial void Rejected(ILogger logger, VideoId videoId, string reason);
}
