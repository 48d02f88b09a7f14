using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Embedding;

/// <summary>A chunk, as far as work on it must not be done twice at the same time.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Chunk">The chunk, from 0.</param>
internal readonly record struct ChunkKey(VideoId VideoId, int Chunk);
