using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace MoTE.Indexing.Search.Web;

/// <summary>Sees to it that every answer 503 says when to come back.</summary>
internal static class RetryLater
{
    private const string Seconds = "10";

    public static IApplicationBuilder UseRetryLater(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(Complete, context.Response);
        return next(context);
    });

    private static Task Complete(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable && StringValues.IsNullOrEmpty(response.Headers.RetryAfter))
            response.Headers.RetryAfter = Seconds;
        return Task.CompletedTask;
    }
}
