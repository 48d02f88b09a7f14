using MoTE.Indexing.Artifacts;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Indexing;

/// <summary>Puts chunks that are embedded into the index and advances their videos.</summary>
public sealed class ChunkIndexer(IVideoCatalogue catalogue, ISegmentWriter index, TimeProvider clock)
{
    /// <summary>Indexes a chunk; doing so again changes nothing.</summary>
    /// <returns>The video as it is now; null when it is not wanted any more, and then nothing of it is in the index.</returns>
    public async Task<Video?> IndexAsync(ChunkArtifact chunk, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        var (id, fingerprint) = (chunk.VideoId, chunk.ModelFingerprint);
        if (await catalogue.FindAsync(id, fingerprint, cancellationToken) is not { State: not VideoState.Rejected } video)
            return null;

        await index.StoreAsync(video, chunk.Chunk, chunk.Segments, cancellationToken);
        var end = chunk.Segments.Count > 0 ? chunk.Segments[^1].Segment.End : TimeSpan.Zero;
        var done = await catalogue.CompleteChunkAsync(id, fingerprint, new CompletedChunk(chunk.Chunk, chunk.Segments.Count, end, chunk.Remark), cancellationToken);
        var now = await catalogue.UpdateAsync(id, fingerprint, entry => Advance(entry, done, chunk.ChunkCount), cancellationToken);
        if (now is { State: not VideoState.Rejected })
            return now;

        // Deleted or rejected meanwhile: whoever did that may have cleared the index before this chunk was in it.
        _ = await index.ClearAsync(id, fingerprint, cancellationToken);
        return null;
    }

    private Video Advance(Video video, IReadOnlyList<CompletedChunk> done, int chunkCount) => video.State switch
    {
        VideoState.Rejected => video,
        _ when done.Count < chunkCount => video with { State = VideoState.Embedding },
        _ => video with
        {
            State = VideoState.Searchable,
            SearchableAt = video.SearchableAt ?? clock.GetUtcNow(),
            Duration = done.Max(chunk => chunk.End),
            Remark = Remark(done),
        },
    };

    private static string? Remark(IReadOnlyList<CompletedChunk> done)
    {
        var remarks = done.Select(chunk => chunk.Remark).OfType<string>().Distinct().ToList();
        return remarks.Count == 0 ? null : string.Join(' ', remarks);
    }
}
