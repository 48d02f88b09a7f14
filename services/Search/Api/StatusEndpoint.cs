using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Api;

/// <summary><c>/api/status</c>: the model, and how much there is.</summary>
internal static class StatusEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/status", GetAsync).WithName("GetStatus").WithTags("Archive");

    /// <summary>The model, and how much there is.</summary>
    internal static async Task<Ok<StatusAnswer>> GetAsync(IVideoCatalogue catalogue, ISegmentIndex index, ModelIdentity model, CancellationToken cancellationToken)
    {
        var counts = await catalogue.CountAsync(model.Fingerprint, cancellationToken);
        var segments = await index.CountAsync(model.Fingerprint, VideoFilter.None, cancellationToken);
        return TypedResults.Ok(new StatusAnswer(
            new ModelAnswer(model.Name, model.Fingerprint),
            Enum.GetValues<VideoState>().ToDictionary(state => state, state => counts.ByState.GetValueOrDefault(state)),
            segments));
    }
}

/// <summary>What this service works with, and how much it holds.</summary>
/// <param name="Model">The model.</param>
/// <param name="Videos">Videos in each state.</param>
/// <param name="Segments">Searchable segments.</param>
public sealed record StatusAnswer(ModelAnswer Model, IReadOnlyDictionary<VideoState, int> Videos, long Segments);

/// <summary>A model.</summary>
/// <param name="Name">For people.</param>
/// <param name="Fingerprint">Changes with everything that changes an embedding.</param>
public sealed record ModelAnswer(string Name, string Fingerprint);
