using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Embedding.Chunks;

/// <summary>One chunk to embed.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="ModelFingerprint">The model.</param>
/// <param name="ModelName">The bundle's name.</param>
/// <param name="Chunk">The chunk, from 0.</param>
/// <param name="ChunkCount">Chunks of the video.</param>
/// <param name="Carry">What the chunk before handed on.</param>
internal sealed record ChunkWork(VideoId VideoId, string ModelFingerprint, string ModelName, int Chunk, int ChunkCount, ChunkCarry Carry)
{
    /// <summary>Name of the artifact that it becomes.</summary>
    public string Artifact => ArtifactNames.Chunk(ModelFingerprint, Chunk);

    /// <summary>The work that follows; null after the last chunk.</summary>
    public ChunkWork? Next(ChunkCarry carry) => Chunk + 1 < ChunkCount ? this with { Chunk = Chunk + 1, Carry = carry } : null;
}
