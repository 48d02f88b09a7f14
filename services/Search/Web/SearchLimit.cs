using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Search.Web;

/// <summary>Bounds how many searches run and wait; each of them can use every processor.</summary>
internal static class SearchLimit
{
    public const string Policy = "search";

    public static void Configure(RateLimiterOptions limits)
    {
        _ = limits.AddPolicy(Policy, context =>
        {
            var options = context.RequestServices.GetRequiredService<IOptions<WebOptions>>().Value;
            return RateLimitPartition.GetConcurrencyLimiter(Policy, _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = options.SearchesMost,
                QueueLimit = options.SearchesWaitingMost,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            });
        });
        limits.OnRejected = async (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "1";
            await Problems.Busy("Too many searches at a time: try again in a moment.").ExecuteAsync(rejected.HttpContext);
        };
    }
}
