namespace MoTE.Indexing.Domain;

/// <summary>The bytes of videos, kept once each.</summary>
public interface IVideoStore
{
    /// <summary>Takes in bytes; hashed on the way, kept once, all or none.</summary>
    /// <param name="content">Read to its end.</param>
    /// <param name="name">A file name for people; its extension is kept for players.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <exception cref="StoreUnavailableException">There is no room, or the store cannot be written.</exception>
    Task<StoredVideo> AddAsync(Stream content, string name, CancellationToken cancellationToken);

    /// <summary>Takes in a file of this machine. An adapter may keep a reference to it in place of a copy; it never changes, moves or deletes it.</summary>
    /// <exception cref="UserErrorException">The file cannot be read.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be written.</exception>
    Task<StoredVideo> AddFileAsync(string path, CancellationToken cancellationToken);

    /// <summary>Finds a video; null when there is none, or when the file that it refers to is gone or has changed.</summary>
    Task<StoredVideo?> FindAsync(VideoId id, CancellationToken cancellationToken);

    /// <summary>Makes a video readable as a file of this machine until the lease is disposed.</summary>
    /// <exception cref="UserErrorException">The video is not there any more.</exception>
    /// <exception cref="StoreUnavailableException">The store does not answer, or this machine has no room for the video.</exception>
    Task<ILocalVideo> OpenAsync(VideoId id, CancellationToken cancellationToken);

    /// <summary>Opens the bytes of a video for reading from any position, without bringing all of them to this machine; the stream can seek and knows its length.</summary>
    /// <exception cref="UserErrorException">The video is not there any more.</exception>
    /// <exception cref="StoreUnavailableException">The store does not answer; also thrown by reading.</exception>
    Task<Stream> OpenReadAsync(VideoId id, CancellationToken cancellationToken);

    /// <summary>Deletes what is kept of a video; files that were only referred to stay.</summary>
    /// <returns>Whether there was anything.</returns>
    Task<bool> DeleteAsync(VideoId id, CancellationToken cancellationToken);
}
