using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Playback;

namespace MoTE.Indexing.Search.Api;

/// <summary><c>/api/videos/{id}/playback</c>: the video as a browser plays it.</summary>
internal static class PlaybackEndpoint
{
    private const int RetrySeconds = 2;
    private const int BusyRetrySeconds = 30;

    public static void Map(IEndpointRouteBuilder api)
    {
        _ = api.MapMethods("/videos/{id}/playback", [HttpMethods.Head], GetAsync).ExcludeFromDescription();
        _ = api.MapGet("/videos/{id}/playback", GetAsync)
            .WithName("GetPlayback")
            .WithTags("Media")
            .Produces(StatusCodes.Status200OK, contentType: MediaTypes.Mp4)
            .Produces(StatusCodes.Status206PartialContent, contentType: MediaTypes.Mp4)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status416RangeNotSatisfiable)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>The video as a browser plays it: the original where it can, else MP4 made of it; ranges can be asked for.</summary>
    /// <remarks>While the video is converted the answer is 202 and says in Retry-After when to ask again.</remarks>
    /// <param name="id">The video.</param>
    /// <param name="videos">Finds it.</param>
    /// <param name="store">Has its bytes.</param>
    /// <param name="conversions">Converts it.</param>
    /// <param name="response">Gets the headers.</param>
    /// <param name="cancellationToken">The client went away.</param>
    internal static async Task<Results<FileStreamHttpResult, PhysicalFileHttpResult, Accepted<ConvertingAnswer>, ProblemHttpResult>> GetAsync(
        string id, VideoLookup videos, IVideoStore store, PlaybackConversions conversions, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await videos.FindAsync(id, cancellationToken) is not { } video)
            return Problems.NoVideo(id);
        if (video is { Format: null, State: VideoState.Received })
            return Problems.Conflict($"'{video.Title}' is still being looked at: try again in a moment.");
        if (await store.FindAsync(video.Id, cancellationToken) is not { } stored)
            return Problems.Missing($"The file of '{video.Title}' is not where it was any more.");
        if (PlaybackRule.ConversionOf(video.Format) is not { } conversion)
            return await StoredFile.SendAsync(store, stored, MediaTypes.Of(video.Format), response, cancellationToken);

        switch (conversions.Request(video.Id, conversion))
        {
            case PlaybackState.Ready ready:
                response.Headers.CacheControl = CacheControl.Revalidate;
                return TypedResults.PhysicalFile(ready.Path, MediaTypes.Mp4, entityTag: new EntityTagHeaderValue($"\"{video.Id}-mp4\""), enableRangeProcessing: true);
            case PlaybackState.Converting converting:
                Retry(response, RetrySeconds);
                return TypedResults.Accepted((string?)null, ConvertingAnswer.Of(converting.Done, video.Duration));
            case PlaybackState.Failed failed:
                return Problems.Impossible(failed.Reason);
            case PlaybackState.Unavailable unavailable:
                Retry(response, BusyRetrySeconds);
                return Problems.Busy(unavailable.Reason);
            default:
                Retry(response, BusyRetrySeconds);
                return Problems.Busy("Too many videos wait to be converted: try again later.");
        }
    }

    private static void Retry(HttpResponse response, int seconds)
    {
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = CacheControl.Never;
    }
}
