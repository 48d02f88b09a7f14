namespace MoTE.Indexing.Domain;

/// <summary>The searchable segments of every video.</summary>
public interface ISegmentIndex : ISegmentWriter
{
    /// <summary>The segments that a query describes best, best first; equal scores in the order of video identity and segment number.</summary>
    /// <exception cref="UserErrorException">The index holds segments, but none of the query's model.</exception>
    Task<IReadOnlyList<SegmentMatch>> FindAsync(SegmentQuery query, CancellationToken cancellationToken);

    /// <summary>One segment with its vectors; null when there is none of this number.</summary>
    Task<EmbeddedSegment?> FindAsync(VideoId id, string modelFingerprint, int number, CancellationToken cancellationToken);

    /// <summary>The segments of one video under one model, in the order of their numbers; none for a video that is not known.</summary>
    Task<IReadOnlyList<Segment>> ListAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken);

    /// <summary>How many segments a query with this filter is compared with.</summary>
    Task<long> CountAsync(string modelFingerprint, VideoFilter filter, CancellationToken cancellationToken);

    /// <summary>Every model with segments here, most segments first.</summary>
    Task<IReadOnlyList<IndexedModel>> ListModelsAsync(CancellationToken cancellationToken);

    /// <summary>Removes a video's segments under every model.</summary>
    /// <returns>How many there were.</returns>
    Task<int> DeleteAsync(VideoId id, CancellationToken cancellationToken);
}
