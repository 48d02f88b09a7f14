namespace MoTE.Indexing.Domain;

/// <summary>What is known of every video: where it came from, how far it has come, why it was rejected.</summary>
public interface IVideoCatalogue
{
    /// <summary>Finds a video under one model; null when there is none.</summary>
    Task<Video?> FindAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken);

    /// <summary>Adds or replaces a video under its model. Sources seen earlier are kept: they are added to, never dropped. Saving twice changes nothing.</summary>
    Task SaveAsync(Video video, CancellationToken cancellationToken);

    /// <summary>Changes an entry in one step, so that nobody else's change is lost, and an entry that was deleted meanwhile stays deleted.</summary>
    /// <param name="id">The video.</param>
    /// <param name="modelFingerprint">The model.</param>
    /// <param name="change">Given the entry as it is, the entry as it shall be; may be called again when somebody else was faster.</param>
    /// <param name="cancellationToken">Gives up without a change.</param>
    /// <returns>The entry as it is now; null when there is none.</returns>
    Task<Video?> UpdateAsync(VideoId id, string modelFingerprint, Func<Video, Video> change, CancellationToken cancellationToken);

    /// <summary>Notes that a chunk's segments are in the index; noting again replaces what was noted.</summary>
    /// <returns>Every chunk of the video noted so far, by number; empty when the video is not in the catalogue, and then nothing is noted.</returns>
    Task<IReadOnlyList<CompletedChunk>> CompleteChunkAsync(VideoId id, string modelFingerprint, CompletedChunk chunk, CancellationToken cancellationToken);

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
