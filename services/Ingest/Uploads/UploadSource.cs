using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest.Uploads;

/// <summary>Videos from finished uploads: <c>upload:</c> and the upload's identity.</summary>
/// <remarks>The upload is known, and with it its video, until that is in the catalogue and beyond, so that a crash in between loses nothing.</remarks>
public sealed class UploadSource : IVideoSource
{
    private const string Scheme = "upload:";
    private readonly IUploadStore _uploads;

    /// <summary>Prepares.</summary>
    /// <param name="uploads">Has the bytes, and hands them to the video store.</param>
    public UploadSource(IUploadStore uploads)
    {
        ArgumentNullException.ThrowIfNull(uploads);
        _uploads = uploads;
    }

    /// <summary>Which upload a source means; null when it is of another kind, or means none.</summary>
    internal static Guid? IdOf(string source) =>
        source.StartsWith(Scheme, StringComparison.Ordinal) && Guid.TryParseExact(source[Scheme.Length..], "D", out var id) ? id : null;

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
        if (IdOf(source) is not { } id || await _uploads.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } upload)
            throw new UserErrorException("The upload is not there: upload the file again.");
        return new SourcedVideo(await _uploads.HandOverAsync(id, cancellationToken).ConfigureAwait(false), upload.Name);
    }
}
