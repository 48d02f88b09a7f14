using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Playback;
using MoTE.Indexing.Search.Web;

namespace MoTE.Indexing.Search.Api;

/// <summary><c>/api/videos/{id}/clip</c>: a part of a video as a file of its own.</summary>
internal static class ClipEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/videos/{id}/clip", GetAsync)
        .WithName("GetClip")
        .WithTags("Media")
        .RequireRateLimiting(RequestLimits.Clips)
        .Produces(StatusCodes.Status200OK, contentType: MediaTypes.Mp4)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>A part of a video as an MP4 file of its own, cut exactly, with its sound.</summary>
    /// <remarks>It is made when it is asked for: H.264 and AAC, at most 720 rows unless an option says otherwise.</remarks>
    /// <param name="id">The video.</param>
    /// <param name="parameters">Which part.</param>
    /// <param name="videos">Finds it.</param>
    /// <param name="store">Has its bytes.</param>
    /// <param name="clips">Cuts it.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="response">Gets the headers.</param>
    /// <param name="cancellationToken">The client went away.</param>
    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> GetAsync(
        string id,
        [AsParameters] ClipParameters parameters,
        VideoLookup videos,
        IVideoStore store,
        ClipCutter clips,
        IOptions<PlaybackOptions> options,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (await videos.FindAsync(id, cancellationToken) is not { } video)
            return Problems.NoVideo(id);
        if (video.Duration <= TimeSpan.Zero)
            return Problems.Conflict($"'{video.Title}' cannot be cut: {(video.State == VideoState.Rejected ? "it was rejected." : "it is still being looked at.")}");
        if (parameters.Start >= video.Duration)
            return Problems.Impossible(string.Create(CultureInfo.InvariantCulture, $"'{video.Title}' is {video.Duration.TotalSeconds:0.###} seconds long: the clip would start behind its end."));
        if (parameters.Length > options.Value.LongestClip)
            return Problems.Impossible(string.Create(CultureInfo.InvariantCulture, $"A clip is at most {options.Value.LongestClip.TotalSeconds:0.###} seconds long."));
        if (await store.FindAsync(video.Id, cancellationToken) is not { } stored)
            return Problems.Missing($"The file of '{video.Title}' is not where it was any more.");
        try
        {
            var clip = await clips.CutAsync(video.Id, parameters.Start, parameters.Length, cancellationToken);
            response.Headers.CacheControl = CacheControl.Never;
            return TypedResults.Stream(clip, MediaTypes.Mp4, Name(video.Title, parameters));
        }
        catch (UnusableFileException file)
        {
            return Problems.Impossible(file.Named(stored.Name).Message);
        }
    }

    // Such as "beach 0.10.500-0.20.mp4"; a colon is not allowed in file names everywhere.
    private static string Name(string title, ClipParameters part) =>
        $"{FileNames.Of(title, "clip")} {Clock(part.Start)}-{Clock(part.Start + part.Length)}.mp4";

    private static string Clock(TimeSpan time) => time.Milliseconds == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}.{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}.{time.Seconds:00}.{time.Milliseconds:000}");
}
