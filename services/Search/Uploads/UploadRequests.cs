using MassTransit;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Uploads;

/// <summary>Asks for the videos of finished uploads to be taken in.</summary>
internal sealed class UploadRequests(IBus bus)
{
    /// <summary>Asks for one; asking twice is harmless.</summary>
    public Task AskAsync(Upload upload, CancellationToken cancellationToken)
    {
        if (UploadMetadata.TryRead(upload.Metadata, out var metadata) is { } fault)
            throw new InvalidOperationException($"The metadata of upload {upload.Id} was accepted, but is not valid: {fault}");
        return bus.Publish(
            new IngestVideo
            {
                RequestId = upload.Id,
                Source = $"upload:{upload.Id:D}",
                Title = metadata!.Title,
                Collection = metadata.Collection,
                Tags = metadata.Tags,
            },
            cancellationToken);
    }
}
