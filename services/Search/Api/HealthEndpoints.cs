using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MoTE.Indexing.Search.Api;

/// <summary><c>/api/health</c>: for whatever watches over the process.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var health = api.MapGroup("/health").WithTags("Health");
        _ = health.MapGet("/live", Live).WithName("IsLive");
        _ = health.MapGet("/ready", ReadyAsync).WithName("IsReady").Produces<HealthAnswer>().Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Whether the process answers at all.</summary>
    internal static Ok<HealthAnswer> Live() => TypedResults.Ok(new HealthAnswer("live"));

    /// <summary>Whether all that it needs answers.</summary>
    internal static async Task<JsonHttpResult<HealthAnswer>> ReadyAsync(HealthCheckService checks, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(cancellationToken);
        return report.Status == HealthStatus.Unhealthy
            ? TypedResults.Json(new HealthAnswer("notReady"), statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Json(new HealthAnswer("ready"));
    }
}

/// <summary>How it stands.</summary>
/// <param name="Status">live, ready or notReady.</param>
public sealed record HealthAnswer(string Status);
