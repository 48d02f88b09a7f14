namespace MoTE.Indexing.Domain;

/// <summary>Uploads on their way. What has come survives a broken connection and a killed process.</summary>
public interface IUploadStore
{
    /// <summary>Begins an upload.</summary>
    /// <param name="upload">A new one, without bytes.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <exception cref="UserErrorException">There is no room for it and for what other uploads still need, or the store cannot be written.</exception>
    Task CreateAsync(Upload upload, CancellationToken cancellationToken);

    /// <summary>Finds an upload; null when there is none.</summary>
    Task<Upload?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Every upload, by identity.</summary>
    Task<IReadOnlyList<Upload>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds a piece; one at a time. What came before the content broke or the caller gave up is kept.</summary>
    /// <param name="id">The upload.</param>
    /// <param name="offset">Where the piece begins: where the upload stands.</param>
    /// <param name="content">Read to its end; what it throws comes through.</param>
    /// <param name="expiresAt">When the upload may be removed from now on.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="StoreUnavailableException">There is no room, or the store cannot be written.</exception>
    Task<UploadOutcome> AppendAsync(Guid id, long offset, Stream content, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Hands the bytes of a finished upload to the video store beside it, hashed and not written a second time.</summary>
    /// <remarks>Asking again gives the same, at the same time, after a crash at any moment, and after the upload was taken, for as long as the upload is known and the video stored.</remarks>
    /// <exception cref="UserErrorException">They are not there (any more), or not all.</exception>
    /// <exception cref="StoreUnavailableException">A store does not answer, or cannot be written.</exception>
    Task<StoredVideo> HandOverAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Notes that the video is known, and drops what is left of the bytes here; the upload stays known until it expires.</summary>
    /// <returns>Whether there is such an upload.</returns>
    Task<bool> MarkTakenAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Removes an upload.</summary>
    /// <returns><see cref="UploadOutcome.Done"/>, <see cref="UploadOutcome.Unknown"/> or <see cref="UploadOutcome.Busy"/>.</returns>
    Task<UploadOutcome> DeleteAsync(Guid id, CancellationToken cancellationToken);
}
