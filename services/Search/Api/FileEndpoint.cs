using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Playback;

namespace MoTE.Indexing.Search.Api;

/// <summary><c>/api/videos/{id}/file</c>: the bytes as they came.</summary>
internal static class FileEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        _ = api.MapMethods("/videos/{id}/file", [HttpMethods.Head], GetAsync).ExcludeFromDescription();
        _ = api.MapGet("/videos/{id}/file", GetAsync)
            .WithName("GetFile")
            .WithTags("Media")
            .Produces(StatusCodes.Status200OK, contentType: MediaTypes.Unknown)
            .Produces(StatusCodes.Status206PartialContent, contentType: MediaTypes.Unknown)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status416RangeNotSatisfiable);
    }

    /// <summary>The original file; ranges can be asked for.</summary>
    /// <param name="id">The video.</param>
    /// <param name="videos">Finds it.</param>
    /// <param name="store">Has its bytes.</param>
    /// <param name="response">Gets the headers.</param>
    /// <param name="cancellationToken">The client went away.</param>
    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> GetAsync(
        string id, VideoLookup videos, IVideoStore store, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await videos.FindAsync(id, cancellationToken) is not { } video)
            return Problems.NoVideo(id);
        if (await store.FindAsync(video.Id, cancellationToken) is not { } stored)
            return Problems.Missing($"The file of '{video.Title}' is not where it was any more.");
        return await StoredFile.SendAsync(store, stored, MediaTypes.Of(video.Format), response, cancellationToken);
    }
}
