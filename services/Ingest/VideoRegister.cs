using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest;

/// <summary>Enters stored videos into the catalogue.</summary>
internal sealed class VideoRegister(IVideoCatalogue catalogue, ModelIdentity model, TimeProvider clock)
{
    /// <summary>Enters a video, or adds to the entry what the request says of it.</summary>
    public async Task<Video> EnterAsync(IngestVideo request, StoredVideo stored, string? remembered, CancellationToken cancellationToken)
    {
        if (await catalogue.UpdateAsync(stored.Id, model.Fingerprint, video => Describe(video, request, remembered), cancellationToken) is { } known)
            return known;

        var fresh = new Video
        {
            Id = stored.Id,
            ModelFingerprint = model.Fingerprint,
            ModelName = model.Name,
            Sources = [],
            Title = Path.GetFileNameWithoutExtension(stored.Name),
            SizeBytes = stored.SizeBytes,
            ReceivedAt = clock.GetUtcNow(),
        };
        await catalogue.SaveAsync(Describe(fresh, request, remembered), cancellationToken);
        return await catalogue.FindAsync(stored.Id, model.Fingerprint, cancellationToken)
            ?? throw new InvalidOperationException($"Video {stored.Id} was deleted while it was taken in.");
    }

    private Video Describe(Video video, IngestVideo request, string? remembered) => video with
    {
        ModelName = model.Name,
        Sources = remembered is null || video.Sources.Contains(remembered) ? video.Sources : [.. video.Sources, remembered],
        Title = request.Title ?? video.Title,
        Collection = request.Collection ?? video.Collection,
        Tags = request.Tags ?? video.Tags,
    };
}
