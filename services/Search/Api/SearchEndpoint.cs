using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Web;

namespace MoTE.Indexing.Search.Api;

/// <summary><c>/api/search</c>: moments that a phrase describes.</summary>
internal static class SearchEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/search", SearchAsync)
        .WithName("Search")
        .WithTags("Search")
        .Produces<SearchAnswer>(StatusCodes.Status200OK, "application/json", MomentsFile.CsvType, MomentsFile.EdlType)
        .RequireRateLimiting(RequestLimits.Searches)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Finds the moments that a phrase describes, or that are like another moment, best first.</summary>
    /// <remarks>An empty list of hits is an answer: nothing matches.</remarks>
    internal static async Task<Results<Ok<SearchAnswer>, FileContentHttpResult>> SearchAsync(
        [AsParameters] SearchParameters parameters, VideoSearch search, ModelIdentity model, HttpRequest request, CancellationToken cancellationToken)
    {
        var answer = SearchAnswer.Of(await search.RunAsync(parameters.ToRequest(), cancellationToken), model.Fingerprint);
        return parameters.Format is MomentsFile.Csv or MomentsFile.Edl
            ? MomentsFile.Of(answer, parameters.Format, parameters.Rate, $"{request.Scheme}://{request.Host}")
            : TypedResults.Ok(answer);
    }
}
