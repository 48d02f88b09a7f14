using MoTE.Indexing.Domain;
using MoTE.Indexing.Ingest.Addresses;
using MoTE.Indexing.Ingest.Sources;
using MoTE.Indexing.Ingest.Uploads;

namespace MoTE.Indexing.Ingest;

/// <summary>Finds the videos that had been entered into the catalogue for a request before it failed.</summary>
internal sealed class EnteredVideos(IVideoCatalogue catalogue, IUploadStore uploads, ModelIdentity model)
{
    /// <summary>Those of a request.</summary>
    /// <param name="source">As in <see cref="Contracts.IngestVideo.Source"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Identities; one of them need not be in the catalogue.</returns>
    public async Task<IReadOnlyList<VideoId>> OfAsync(string source, CancellationToken cancellationToken)
    {
        if (StoredSource.IdOf(source) is { } id)
            return [id];
        if (UploadSource.IdOf(source) is { } upload)
            return (await uploads.FindAsync(upload, cancellationToken))?.Video is { } video ? [video] : [];
        var remembered = Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") ? AddressText.Of(address) : source;
        var videos = await catalogue.ListAsync(cancellationToken);
        return [.. videos.Where(video => video.ModelFingerprint == model.Fingerprint && video.Sources.Contains(remembered)).Select(video => video.Id)];
    }
}
