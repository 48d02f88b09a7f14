namespace MoTE.Indexing.Media.Chunks;

/// <summary>What is known when a chunk was read to its end.</summary>
/// <param name="Next">For the next chunk.</param>
/// <param name="Shots">The shots that ended in this reading, in order.</param>
/// <param name="Remark">What a person should know of the video, in one sentence; null where there is nothing, and in all chunks but the one that reads to the video's end.</param>
public sealed record ChunkEnd(ChunkCarry Next, IReadOnlyList<ShotRange> Shots, string? Remark);
