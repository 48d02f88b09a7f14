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
        .RequireRateLimiting(SearchLimit.Policy)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Finds the moments that a phrase describes, best first.</summary>
    /// <remarks>An empty list of hits is an answer: nothing matches.</remarks>
    internal static async Task<Ok<SearchAnswer>> SearchAsync(
        [AsParameters] SearchParameters parameters, VideoSearch search, ModelIdentity model, CancellationToken cancellationToken) =>
        TypedResults.Ok(SearchAnswer.Of(await search.RunAsync(parameters.ToRequest(), cancellationToken), model.Fingerprint));
}
