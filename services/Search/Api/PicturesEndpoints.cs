using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Search.Api;

/// <summary>Pictures of segments: <c>/api/videos/{id}/thumbnails/{segment}</c> and <c>/api/videos/{id}/previews/{segment}</c>.</summary>
internal static class PicturesEndpoints
{
    /// <summary>Says how many frames a preview holds side by side.</summary>
    public const string FramesHeader = "X-Frames";

    public static void Map(IEndpointRouteBuilder api)
    {
        var pictures = api.MapGroup("/videos/{id}").WithTags("Media").ProducesProblem(StatusCodes.Status404NotFound);
        _ = pictures.MapGet("/thumbnails/{segment:int:min(0)}", ThumbnailAsync).WithName("GetThumbnail").ProducesPicture();
        _ = pictures.MapGet("/previews/{segment:int:min(0)}", PreviewAsync).WithName("GetPreview").ProducesPicture();
    }

    /// <summary>A middle frame of a segment.</summary>
    /// <param name="id">The video.</param>
    /// <param name="segment">The segment's number, from 0.</param>
    /// <param name="v">Names the model that cut the video. With it, as in the addresses that answers give, the picture never changes.</param>
    /// <param name="pictures">Reads it.</param>
    /// <param name="response">Gets the headers.</param>
    /// <param name="cancellationToken">The client went away.</param>
    internal static Task<Results<FileContentHttpResult, ProblemHttpResult>> ThumbnailAsync(
        string id, int segment, string? v, PictureReader pictures, HttpResponse response, CancellationToken cancellationToken) =>
        pictures.ReadAsync(id, model => ArtifactNames.Thumbnail(model, segment), v, response, cancellationToken);

    /// <summary>The frames of a segment that the model saw, side by side and of one width; the header X-Frames says how many.</summary>
    /// <param name="id">The video.</param>
    /// <param name="segment">The segment's number, from 0.</param>
    /// <param name="v">Names the model that cut the video. With it, as in the addresses that answers give, the picture never changes.</param>
    /// <param name="pictures">Reads it.</param>
    /// <param name="bundle">Knows how many frames there are.</param>
    /// <param name="response">Gets the headers.</param>
    /// <param name="cancellationToken">The client went away.</param>
    internal static Task<Results<FileContentHttpResult, ProblemHttpResult>> PreviewAsync(
        string id, int segment, string? v, PictureReader pictures, ModelBundle bundle, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers[FramesHeader] = bundle.Manifest.FramesPerView.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return pictures.ReadAsync(id, model => ArtifactNames.Preview(model, segment), v, response, cancellationToken);
    }

    private static RouteHandlerBuilder ProducesPicture(this RouteHandlerBuilder endpoint) => endpoint.Produces(StatusCodes.Status200OK, contentType: PictureReader.Jpeg);
}
