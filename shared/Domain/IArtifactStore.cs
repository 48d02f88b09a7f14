namespace MoTE.Indexing.Domain;

/// <summary>What was derived from videos: vectors of chunks, thumbnails. The source of truth from which an index can be rebuilt.</summary>
public interface IArtifactStore
{
    /// <summary>Writes an artifact, all or none; an older one of the same name is replaced.</summary>
    /// <param name="id">The video.</param>
    /// <param name="name">Lower-case letters, digits, dots, hyphens, and slashes between parts; unique within the video.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <exception cref="StoreUnavailableException">There is no room, or the store cannot be written.</exception>
    Task PutAsync(VideoId id, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Opens an artifact for reading; null when there is none.</summary>
    Task<Stream?> OpenAsync(VideoId id, string name, CancellationToken cancellationToken);

    /// <summary>Names of a video's artifacts that begin with a prefix, in ordinal order.</summary>
    Task<IReadOnlyList<string>> ListAsync(VideoId id, string prefix, CancellationToken cancellationToken);

    /// <summary>Every video that has an artifact, in the order of their identities.</summary>
    Task<IReadOnlyList<VideoId>> ListVideosAsync(CancellationToken cancellationToken);

    /// <summary>Deletes the artifacts of a video whose names begin with a prefix that ends with a slash.</summary>
    /// <returns>How many there were.</returns>
    Task<int> DeleteAsync(VideoId id, string prefix, CancellationToken cancellationToken);

    /// <summary>Deletes all artifacts of a video.</summary>
    /// <returns>How many there were.</returns>
    Task<int> DeleteAsync(VideoId id, CancellationToken cancellationToken);
}
