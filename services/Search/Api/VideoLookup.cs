using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Api;

/// <summary>Finds the video that an address names, under the model that this deployment works with.</summary>
/// <param name="catalogue">Every video.</param>
/// <param name="model">The model.</param>
internal sealed class VideoLookup(IVideoCatalogue catalogue, ModelIdentity model)
{
    /// <returns>The video; null for one that is not known, and for what is no identity at all.</returns>
    public async Task<Video?> FindAsync(string id, CancellationToken cancellationToken) =>
        VideoId.TryParse(id, out var parsed) ? await catalogue.FindAsync(parsed, model.Fingerprint, cancellationToken) : null;
}
