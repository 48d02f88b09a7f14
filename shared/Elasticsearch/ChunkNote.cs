using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>A chunk whose segments are in the index, as its video's entry notes it.</summary>
internal sealed record ChunkNote(int Number, int Segments, long EndMs, string? Remark)
{
    public static ChunkNote Of(CompletedChunk chunk) => new(chunk.Number, chunk.Segments, (long)chunk.End.TotalMilliseconds, chunk.Remark);

    public CompletedChunk ToChunk() => new(Number, Segments, TimeSpan.FromMilliseconds(EndMs), Remark);
}
