namespace MoTE.Indexing.Domain;

/// <summary>Deletes a video with everything that was made of it, under every model; files that were only referred to stay.</summary>
/// <remarks>
/// The entry goes last, so that a deletion that was interrupted can be repeated. Until then it says that the video is rejected, which tells services
/// that have it in work to leave nothing behind.
/// </remarks>
/// <param name="catalogue">Forgets the video last.</param>
/// <param name="index">Has its segments.</param>
/// <param name="artifacts">Have its vectors and pictures.</param>
/// <param name="videos">Have its bytes, or refer to them.</param>
public sealed class VideoRemoval(IVideoCatalogue catalogue, ISegmentIndex index, IArtifactStore artifacts, IVideoStore videos)
{
    private const string Reason = "It is being deleted.";

    /// <summary>Deletes a video.</summary>
    /// <returns>How many segments were in the index; null when there was no such video.</returns>
    /// <exception cref="UserErrorException">The data cannot be written.</exception>
    public async Task<int?> RemoveAsync(VideoId id, CancellationToken cancellationToken)
    {
        var entries = (await catalogue.ListAsync(cancellationToken).ConfigureAwait(false)).Where(video => video.Id == id).ToList();
        foreach (var entry in entries)
        {
            _ = await catalogue
                .UpdateAsync(id, entry.ModelFingerprint, video => video with { State = VideoState.Rejected, Reason = Reason }, cancellationToken)
                .ConfigureAwait(false);
        }

        var segments = await index.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        _ = await artifacts.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        _ = await videos.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        return await catalogue.DeleteAsync(id, cancellationToken).ConfigureAwait(false) ? segments : null;
    }
}
