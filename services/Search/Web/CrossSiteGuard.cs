using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MoTE.Indexing.Search.Web;

/// <summary>Refuses changes that another site's page asks a browser for. There is no login, so being able to reach the service is all that it would take.</summary>
/// <remarks>Browsers say where a request comes from in <c>Sec-Fetch-Site</c> or <c>Origin</c>; programs send neither and pass.</remarks>
internal static class CrossSiteGuard
{
    public static IApplicationBuilder UseCrossSiteGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (Changes(context.Request) && !IsOwn(context.Request))
            await TypedResults.Problem("Another site asked for this change, so it was refused.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
        else
            await next(context);
    });

    private static bool Changes(HttpRequest request) => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);

    private static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
