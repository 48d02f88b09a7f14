namespace MoTE.Indexing.Domain;

/// <summary>Where the segments of videos are put.</summary>
public interface ISegmentWriter
{
    /// <summary>Puts the segments of one chunk of a video under a model in place of those that the chunk had, all or none. Storing twice changes nothing.</summary>
    /// <param name="video">The video; its catalogue entry under the same model exists.</param>
    /// <param name="chunk">The chunk, from 0.</param>
    /// <param name="segments">The chunk's segments, numbered without a gap, of one vector width, all numbers finite; may be empty.</param>
    /// <param name="cancellationToken">Gives up without a change.</param>
    /// <exception cref="ArgumentException">A segment is of another video, out of order, of another width, or holds a number that is not finite.</exception>
    Task StoreAsync(Video video, int chunk, IReadOnlyList<EmbeddedSegment> segments, CancellationToken cancellationToken);

    /// <summary>Removes a video's segments under one model: it is going to be cut anew.</summary>
    /// <returns>How many there were.</returns>
    Task<int> ClearAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken);
}
