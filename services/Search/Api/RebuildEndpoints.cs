using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Api;

/// <summary><c>/api/index/rebuild</c>: the rebuild of the index that is asked for or in work, or else the last one.</summary>
internal static class RebuildEndpoints
{
    private const string Route = "/index/rebuild";

    public static void Map(IEndpointRouteBuilder api)
    {
        var index = api.MapGroup("").WithTags("Archive");
        _ = index.MapGet(Route, GetAsync).WithName("GetRebuild").ProducesProblem(StatusCodes.Status404NotFound);
        _ = index.MapPost(Route, AskAsync).WithName("RebuildIndex");
        _ = index.MapDelete(Route, StopAsync).WithName("StopRebuild").ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>How far the rebuild of the index is, or how the last one ended.</summary>
    internal static async Task<Results<Ok<RebuildAnswer>, ProblemHttpResult>> GetAsync(IRebuildRecord record, CancellationToken cancellationToken) =>
        await record.FindAsync(cancellationToken) is { } rebuild ? TypedResults.Ok(RebuildAnswer.Of(rebuild)) : Problems.Missing("The index was never rebuilt.");

    /// <summary>Fills the index anew from the stored vectors.</summary>
    /// <remarks>202: it is going to be done; ask for it again to see how far it is. 200: one is under way already, and there is one at a time.</remarks>
    internal static async Task<Results<Accepted<RebuildAnswer>, Ok<RebuildAnswer>>> AskAsync(IRebuildRecord record, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (isNew, now) = await record.ChangeAsync(before => before is null or { IsOver: true } ? Rebuild.New(clock.GetUtcNow()) : null, cancellationToken);
        var answer = RebuildAnswer.Of(now!);
        return isNew ? TypedResults.Accepted($"/api{Route}", answer) : TypedResults.Ok(answer);
    }

    /// <summary>Stops the rebuild of the index; the index that is searched stays as it is.</summary>
    internal static async Task<Results<Accepted<RebuildAnswer>, ProblemHttpResult>> StopAsync(IRebuildRecord record, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (_, now) = await record.ChangeAsync(before => before is { State: RebuildState.Asked or RebuildState.Running } ? before.Stopping(clock.GetUtcNow()) : null, cancellationToken);
        return now is null or { State: RebuildState.Done or RebuildState.Failed }
            ? Problems.Conflict("The index is not being rebuilt.")
            : TypedResults.Accepted($"/api{Route}", RebuildAnswer.Of(now));
    }
}
