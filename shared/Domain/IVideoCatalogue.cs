namespace MoTE.Indexing.Domain;

/// <summary>What is known of every video: where it came from, how far it has come, why it was rejected.</summary>
public interface IVideoCatalogue
{
    /// <summary>Finds a video under one model; null when there is none.</summary>
    Task<Video?> FindAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken);

    /// <summary>Adds or replaces a video under its model. Sources seen earlier are kept: they are added to, never dropped. Saving twice changes nothing.</summary>
    Task SaveAsync(Video video, CancellationToken cancellationToken);

    /// <summary>Notes that a chunk's segments are in the index; noting twice changes nothing.</summary>
    /// <returns>The video, with the number of chunks noted so far.</returns>
    /// <exception cref="InvalidOperationException">The video is not in the catalogue.</exception>
    Task<Video> CompleteChunkAsync(VideoId id, string modelFingerprint, int chunk, CancellationToken cancellationToken);

    /// <summary>Forgets which chunks of a video were noted: it is going to be cut anew.</summary>
    Task ClearChunksAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken);

    /// <summary>Every video under every model, in the order in which they were received, then by identity.</summary>
    Task<IReadOnlyList<Video>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The videos of one model page by page, newest first, then by identity.</summary>
    /// <remarks>Following <see cref="VideoPage.Next"/> shows each video that is there all the time exactly once, whatever comes and goes meanwhile.</remarks>
    Task<VideoPage> ListAsync(VideoListing listing, CancellationToken cancellationToken);

    /// <summary>How many videos of one model there are.</summary>
    Task<VideoCounts> CountAsync(string modelFingerprint, CancellationToken cancellationToken);

    /// <summary>Forgets a video under every model.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(VideoId id, CancellationToken cancellationToken);
}
