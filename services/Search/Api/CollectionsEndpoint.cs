using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Api;

/// <summary><c>/api/collections</c>: the groups that videos are in.</summary>
internal static class CollectionsEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/collections", ListAsync).WithName("ListCollections").WithTags("Archive");

    /// <summary>The collections and how many videos each holds, by name.</summary>
    internal static async Task<Ok<CollectionsAnswer>> ListAsync(IVideoCatalogue catalogue, ModelIdentity model, CancellationToken cancellationToken)
    {
        var counts = await catalogue.CountAsync(model.Fingerprint, cancellationToken);
        return TypedResults.Ok(new CollectionsAnswer([.. counts.ByCollection.Select(collection => new CollectionAnswer(collection.Name, collection.Videos))]));
    }
}

/// <summary>The collections.</summary>
/// <param name="Collections">By name.</param>
public sealed record CollectionsAnswer(IReadOnlyList<CollectionAnswer> Collections);

/// <summary>A collection.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Videos">Videos in it, in any state.</param>
public sealed record CollectionAnswer(string Name, int Videos);
