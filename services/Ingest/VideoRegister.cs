using MoTE.Indexing.Artifacts;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest;

/// <summary>Enters stored videos into the catalogue, and notes beside their artifacts what they are called, so that a lost catalogue can be rebuilt.</summary>
internal sealed class VideoRegister(IVideoCatalogue catalogue, IArtifactStore artifacts, ModelIdentity model, TimeProvider clock)
{
    /// <summary>Enters a video, or adds to the entry what the request says of it.</summary>
    public async Task<Video> EnterAsync(IngestVideo request, StoredVideo stored, string? remembered, CancellationToken cancellationToken)
    {
        var entered = await CatalogueAsync(request, stored, remembered, cancellationToken);
        await VideoNoteFile.WriteAsync(artifacts, entered.Id, VideoNote.Of(entered), cancellationToken);
        if (await catalogue.FindAsync(entered.Id, model.Fingerprint, cancellationToken) is { } known)
            return known;

        // Whoever deleted it meanwhile may have looked before the note was written.
        _ = await artifacts.DeleteAsync(entered.Id, cancellationToken);
        throw DeletedMeanwhile(entered.Id);
    }

    private static InvalidOperationException DeletedMeanwhile(VideoId id) => new($"Video {id} was deleted while it was taken in.");

    private async Task<Video> CatalogueAsync(IngestVideo request, StoredVideo stored, string? remembered, CancellationToken cancellationToken)
    {
        if (await catalogue.UpdateAsync(stored.Id, model.Fingerprint, video => Describe(video, request, remembered), cancellationToken) is { } known)
            return known;

        // Under another model it may be known already.
        var note = await VideoNoteFile.ReadAsync(artifacts, stored.Id, cancellationToken);
        var fresh = new Video
        {
            Id = stored.Id,
            ModelFingerprint = model.Fingerprint,
            ModelName = model.Name,
            Sources = note?.Sources ?? [],
            Title = note?.Title ?? Path.GetFileNameWithoutExtension(stored.Name),
            Collection = note?.Collection ?? Video.DefaultCollection,
            Tags = note?.Tags ?? new Dictionary<string, string>(),
            SizeBytes = stored.SizeBytes,
            ReceivedAt = note?.ReceivedAt ?? clock.GetUtcNow(),
        };
        await catalogue.SaveAsync(Describe(fresh, request, remembered), cancellationToken);
        return await catalogue.FindAsync(stored.Id, model.Fingerprint, cancellationToken) ?? throw DeletedMeanwhile(stored.Id);
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
