using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Search.Api;
using MoTE.Indexing.Search.Playback;

namespace MoTE.Indexing.Search.Web;

/// <summary>Bounds how many requests run and wait that can use every processor.</summary>
internal static class RequestLimits
{
    /// <summary>The searches.</summary>
    public const string Searches = "searches";

    /// <summary>The clips that are cut.</summary>
    public const string Clips = "clips";

    public static void Configure(RateLimiterOptions limits)
    {
        _ = limits.AddPolicy(Searches, context =>
        {
            var options = Options<WebOptions>(context);
            return Limit(Searches, options.SearchesMost, options.SearchesWaitingMost);
        });
        _ = limits.AddPolicy(Clips, context =>
        {
            var options = Options<PlaybackOptions>(context);
            return Limit(Clips, options.ClipsMost, options.ClipsWaitingMost);
        });
        limits.OnRejected = async (rejected, _) =>
        {
            var kind = rejected.HttpContext.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
            rejected.HttpContext.Response.Headers.RetryAfter = "1";
            await Problems.Busy($"Too many {kind} at a time: try again in a moment.").ExecuteAsync(rejected.HttpContext);
        };
    }

    private static T Options<T>(HttpContext context)
        where T : class => context.RequestServices.GetRequiredService<IOptions<T>>().Value;

    private static RateLimitPartition<string> Limit(string kind, int most, int waiting) => RateLimitPartition.GetConcurrencyLimiter(kind, _ => new ConcurrencyLimiterOptions
    {
        PermitLimit = most,
        QueueLimit = waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });
}
