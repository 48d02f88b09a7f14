using MoTE.Indexing.Artifacts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.ServiceTests;

namespace MoTE.Indexing.Indexing.Tests;

/// <summary>Writes chunks as Embedding does.</summary>
internal static class Chunks
{
    public static Task PutChunkAsync(this ServiceData data, Video video, int chunk, int count, EmbeddedSegment[] segments, string? remark = null) => data.Artifacts.PutAsync(
        video.Id,
        ArtifactNames.Chunk(video.ModelFingerprint, chunk),
        ChunkArtifactFile.Write(new ChunkArtifact
        {
            VideoId = video.Id,
            ModelFingerprint = video.ModelFingerprint,
            ModelName = video.ModelName,
            Chunk = chunk,
            ChunkCount = count,
            Segments = segments,
            Shots = [.. segments.Select(_ => 0)],
            Cut = "cut",
            Carry = "{}",
            Remark = remark,
        }),
        TestContext.Current.CancellationToken);
}
