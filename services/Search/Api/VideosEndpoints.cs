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
        _ = videos.MapGet("/{id}", GetAsync).WithName("GetVideo");
    }

    /// <summary>The videos of the archive, the latest first.</summary>
    /// <param name="parameters">Which ones.</param>
    /// <param name="catalogue">Every video.</param>
    /// <param name="model">The model that this deployment works with.</param>
    /// <param name="cancellationToken">The client went away.</param>
    internal static async Task<Results<Ok<VideosAnswer>, ProblemHttpResult>> ListAsync(
        [AsParameters] VideosParameters parameters, IVideoCatalogue catalogue, ModelIdentity model, CancellationToken cancellationToken)
    {
        var videos = await catalogue.ListAsync(cancellationToken);
        return TypedResults.Ok(new VideosAnswer([.. videos.Where(video => video.ModelFingerprint == model.Fingerprint).Take(parameters.Limit).Select(VideoAnswer.Of)], null));
    }

    /// <summary>One video and how far it has come.</summary>
    /// <param name="id">The video's identity.</param>
    /// <param name="videos">Finds it.</param>
    /// <param name="cancellationToken">The client went away.</param>
    internal static async Task<Results<Ok<VideoAnswer>, ProblemHttpResult>> GetAsync(string id, VideoLookup videos, CancellationToken cancellationToken) =>
        await videos.FindAsync(id, cancellationToken) is { } video ? TypedResults.Ok(VideoAnswer.Of(video)) : Problems.NoVideo(id);
}
