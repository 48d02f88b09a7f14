namespace MoTE.Indexing.Domain;

/// <summary>The searchable segments of every video.</summary>
public interface ISegmentIndex
{
    /// <summary>Puts the segments of one chunk of a video under a model in place of those that the chunk had, all or none. Storing twice changes nothing.</summary>
    /// <param name="video">The video; its catalogue entry under the same model exists.</param>
    /// <param name="chunk">The chunk, from 0.</param>
    /// <param name="segments">The chunk's segments, numbered without a gap, of one vector width, all numbers finite; may be empty.</param>
    /// <param name="cancellationToken">Gives up without a change.</param>
    /// <exception cref="ArgumentException">A segment is of another video, out of order, of another width, or holds a number that is not finite.</exception>
    Task StoreAsync(Video video, int chunk, IReadOnlyList<EmbeddedSegment> segments, CancellationToken cancellationToken);

    /// <summary>The segments that a query describes best, best first; equal scores in the order of video identity and segment number.</summary>
    /// <exception cref="UserErrorException">The index holds segments, but none of the query's model.</exception>
    Task<IReadOnlyList<SegmentMatch>> FindAsync(SegmentQuery query, CancellationToken cancellationToken);

    /// <summary>The segments of one video under one model, in the order of their numbers; none for a video that is not known.</summary>
    Task<IReadOnlyList<Segment>> ListAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken);

    /// <summary>How many segments a query with this filter is compared with.</summary>
    Task<long> CountAsync(string modelFingerprint, VideoFilter filter, CancellationToken cancellationToken);

    /// <summary>Every model with segments here, most segments first.</summary>
    Task<IReadOnlyList<IndexedModel>> ListModelsAsync(CancellationToken cancellationToken);

    /// <summary>Removes a video's segments under one model: it is going to be cut anew.</summary>
    /// <returns>How many there were.</returns>
    Task<int> ClearAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken);

    /// <summary>Removes a video's segments under every model.</summary>
    /// <returns>How many there were.</returns>
    Task<int> DeleteAsync(VideoId id, CancellationToken cancellationToken);
}
