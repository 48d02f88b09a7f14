using MassTransit;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Search.Uploads;

/// <summary>Asks for the videos of finished uploads to be taken in.</summary>
internal sealed class UploadRequests(IBus bus, TimeProvider clock)
{
    // The transport may wait for its broker for ever; who uploads does not.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Asks for one; asking twice is harmless.</summary>
    /// <exception cref="StoreUnavailableException">Nobody can be asked at the moment.</exception>
    public async Task AskAsync(Upload upload, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await bus.PublishAsync(RequestOf(upload), either.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The upload is complete, but cannot be worked on at the moment, because the broker does not take the request; it is asked for again later.", failure);
        }
    }

    private static IngestVideo RequestOf(Upload upload)
    {
        if (UploadMetadata.TryRead(upload.Metadata, out var metadata) is { } fault)
            throw new InvalidOperationException($"The metadata of upload {upload.Id} was accepted, but is not valid: {fault}");
        return new IngestVideo
        {
            RequestId = upload.Id,
            Source = $"upload:{upload.Id:D}",
            Title = metadata!.Title,
            Collection = metadata.Collection,
            Tags = metadata.Tags,
        };
    }
}
