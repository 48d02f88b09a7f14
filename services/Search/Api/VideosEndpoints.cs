using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Api;

/// <summary><c>/api/videos</c>: what the archive holds.</summary>
internal static class VideosEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var videos = api.MapGroup("/videos").WithTags("Videos");
        _ = videos.MapGet("", ListAsync).WithName("ListVideos");
        _ = videos.MapGet("/{id}", GetAsync).WithName("GetVideo").ProducesProblem(StatusCodes.Status404NotFound);
        _ = videos.MapGet("/{id}/segments", ListSegmentsAsync).WithName("ListSegments").ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>The videos of the archive, the latest first.</summary>
    internal static async Task<Results<Ok<VideosAnswer>, ProblemHttpResult>> ListAsync(
        [AsParameters] VideosParameters parameters, IVideoCatalogue catalogue, ModelIdentity model, CancellationToken cancellationToken)
    {
        VideoPosition? after = null;
        if (Texts.OrNull(parameters.Cursor) is { } cursor)
        {
            if (!Cursors.TryRead(cursor, out var position))
                return Problems.Invalid(Cursors.Invalid);
            after = position;
        }

        var page = await catalogue.ListAsync(
            new VideoListing(model.Fingerprint, parameters.Limit)
            {
                Filter = new VideoFilter { Collection = Texts.OrNull(parameters.Collection), TitleContains = Texts.OrNull(parameters.Title) },
                State = parameters.InState,
                After = after,
            },
            cancellationToken);
        return TypedResults.Ok(new VideosAnswer([.. page.Videos.Select(VideoAnswer.Of)], page.Next?.ToString()));
    }

    /// <summary>One video and how far it has come.</summary>
    /// <param name="id">The video's identity.</param>
    /// <param name="videos">Finds it.</param>
    /// <param name="cancellationToken">The client went away.</param>
    internal static async Task<Results<Ok<VideoAnswer>, ProblemHttpResult>> GetAsync(string id, VideoLookup videos, CancellationToken cancellationToken) =>
        await videos.FindAsync(id, cancellationToken) is { } video ? TypedResults.Ok(VideoAnswer.Of(video)) : Problems.NoVideo(id);

    /// <summary>How a video is cut, as far as it is searchable.</summary>
    /// <param name="id">The video's identity.</param>
    /// <param name="videos">Finds it.</param>
    /// <param name="index">Has its segments.</param>
    /// <param name="cancellationToken">The client went away.</param>
    internal static async Task<Results<Ok<SegmentsAnswer>, ProblemHttpResult>> ListSegmentsAsync(
        string id, VideoLookup videos, ISegmentIndex index, CancellationToken cancellationToken)
    {
        if (await videos.FindAsync(id, cancellationToken) is not { } video)
            return Problems.NoVideo(id);
        var segments = await index.ListAsync(video.Id, video.ModelFingerprint, cancellationToken);
        return TypedResults.Ok(new SegmentsAnswer(video.Id.Value, [.. segments.Select(segment => SegmentAnswer.Of(segment, video.ModelFingerprint))]));
    }
}
