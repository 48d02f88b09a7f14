using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Search.Deletion;
using MoTE.Indexing.Search.Playback;

namespace MoTE.Indexing.Search.Api;

/// <summary><c>/api/videos</c>: taking in, trying again, deleting.</summary>
internal static class VideoChangesEndpoints
{
    private const int LargestRequestBytes = 64 << 10;

    public static void Map(IEndpointRouteBuilder api)
    {
        var videos = api.MapGroup("/videos").WithTags("Videos");
        _ = videos.MapPost("", AddAsync).WithName("AddVideo").WithMetadata(new RequestSizeLimitAttribute(LargestRequestBytes));
        _ = videos.MapPost("/{id}/retry", RetryAsync).WithName("RetryVideo").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        _ = videos.MapDelete("/{id}", DeleteAsync).WithName("DeleteVideo").ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Takes in a video from an address.</summary>
    /// <remarks>Files are uploaded to the same address by the tus protocol 1.0 (header Tus-Resumable), so that an interrupted upload goes on where it stopped.</remarks>
    internal static async Task<Accepted<AcceptedRequest>> AddAsync(NewVideo video, IBus bus, CancellationToken cancellationToken)
    {
        var request = new IngestVideo
        {
            RequestId = Guid.CreateVersion7(),
            Source = video.Url!,
            Title = Texts.OrNull(video.Title),
            Collection = Texts.OrNull(video.Collection),
            Tags = video.Tags,
        };
        await bus.PublishAsync(request, cancellationToken);
        return TypedResults.Accepted((string?)null, new AcceptedRequest(request.RequestId));
    }

    /// <summary>Tries a rejected video again, or goes on with one that is not finished.</summary>
    /// <param name="id">The video.</param>
    /// <param name="videos">Finds it.</param>
    /// <param name="store">Has its bytes.</param>
    /// <param name="bus">Takes the request to the service that does it.</param>
    /// <param name="cancellationToken">The client went away.</param>
    internal static async Task<Results<Accepted<AcceptedRequest>, ProblemHttpResult>> RetryAsync(
        string id, VideoLookup videos, IVideoStore store, IBus bus, CancellationToken cancellationToken)
    {
        if (await videos.FindAsync(id, cancellationToken) is not { } video)
            return Problems.NoVideo(id);
        if (video.State == VideoState.Searchable)
            return Problems.Conflict($"'{video.Title}' is searchable already, so there is nothing to try again.");

        // Its bytes are here, or can be fetched again.
        var source = await store.FindAsync(video.Id, cancellationToken) is not null ? $"video:{video.Id}" : video.Sources.LastOrDefault(SourceNames.IsAddress);
        if (source is null)
            return Problems.Conflict($"The file of '{video.Title}' is not where it was any more: put it back, or add the video again.");
        var request = new IngestVideo { RequestId = Guid.CreateVersion7(), Source = source };
        await bus.PublishAsync(request, cancellationToken);
        return TypedResults.Accepted((string?)null, new AcceptedRequest(request.RequestId));
    }

    /// <summary>Deletes a video: nothing of it is found or kept any more. A file that was indexed where it lies stays there.</summary>
    /// <param name="id">The video.</param>
    /// <param name="deletion">Does it.</param>
    /// <param name="conversions">May be at work on it.</param>
    /// <param name="model">The model that this deployment works with.</param>
    /// <param name="bus">Tells those who watch.</param>
    internal static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string id, VideoDeletion deletion, PlaybackConversions conversions, ModelIdentity model, IBus bus)
    {
        // Once begun it is done, whether its client stays or not.
        if (!VideoId.TryParse(id, out var video) || await deletion.RunAsync(video, CancellationToken.None) is null)
            return Problems.NoVideo(id);
        await conversions.ForgetAsync(video);
        await bus.PublishAsync(new VideoAdvanced { VideoId = video.Value, ModelFingerprint = model.Fingerprint }, CancellationToken.None);
        return TypedResults.NoContent();
    }
}
