using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Playback;

namespace MoTE.Indexing.Search.Deletion;

/// <summary>Deletes a video so that nothing of it is left: no row, no vector, no file of ours. Files that were only referred to stay.</summary>
/// <remarks>
/// Safe at any moment. The catalogue entry goes after everything that it leads to, so a deletion that was interrupted can be repeated. A service that is
/// at work on the video meanwhile may still write something before the entry is gone: that is swept after it. From then on the service finds no entry,
/// and takes back what it wrote last.
/// </remarks>
public sealed class VideoDeletion(IVideoCatalogue catalogue, ISegmentIndex index, IArtifactStore artifacts, IVideoStore store, PlaybackCache playback)
{
    /// <summary>Deletes a video under every model.</summary>
    /// <returns>How many searchable segments it had; null when there is no such video.</returns>
    public async Task<int?> RunAsync(VideoId id, CancellationToken cancellationToken)
    {
        var segments = await SweepAsync(id, cancellationToken).ConfigureAwait(false);
        _ = playback.Delete(id);
        var wasStored = await store.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        var wasKnown = await catalogue.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        segments += await SweepAsync(id, cancellationToken).ConfigureAwait(false);
        return wasStored || wasKnown || segments > 0 ? segments : null;
    }

    private async Task<int> SweepAsync(VideoId id, CancellationToken cancellationToken)
    {
        var segments = await index.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        _ = await artifacts.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        return segments;
    }
}
