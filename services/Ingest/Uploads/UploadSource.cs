using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest.Uploads;

/// <summary>Videos from finished uploads: <c>upload:</c> and the upload's identity.</summary>
/// <remarks>
/// The upload keeps its bytes until the video is in the catalogue, and from then on knows its video: a request that is handled again, because whoever handled it
/// died, goes on with that.
/// </remarks>
public sealed class UploadSource : IVideoSource
{
    private const string Scheme = "upload:";
    private readonly IUploadStore _uploads;
    private readonly IVideoStore _store;

    /// <summary>Prepares.</summary>
    /// <param name="uploads">Has the bytes.</param>
    /// <param name="store">Takes the bytes.</param>
    public UploadSource(IUploadStore uploads, IVideoStore store)
    {
        ArgumentNullException.ThrowIfNull(uploads);
        ArgumentNullException.ThrowIfNull(store);
        _uploads = uploads;
        _store = store;
    }

    /// <inheritdoc/>
    public bool Takes(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.StartsWith(Scheme, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public async Task<SourcedVideo> StoreAsync(string source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var upload = Guid.TryParseExact(source[Scheme.Length..], "D", out var id) ? await _uploads.FindAsync(id, cancellationToken).ConfigureAwait(false) : null;
        if (upload is null)
            throw new UserErrorException("The upload is not there: upload the file again.");
        if (upload.TakenAs is { } video)
            return new SourcedVideo(await _store.FindAsync(video, cancellationToken).ConfigureAwait(false) ?? throw new UserErrorException("The video is not in the store any more: add it again."), upload.Name);
        var content = await _uploads.OpenAsync(id, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            return new SourcedVideo(await _store.AddAsync(content, upload.Name, cancellationToken).ConfigureAwait(false), upload.Name);
        }
    }
}
