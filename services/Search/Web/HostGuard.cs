using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace MoTE.Indexing.Search.Web;

/// <summary>Refuses requests for a name that is not this service's: another site whose name was pointed at this machine must not read it (DNS rebinding).</summary>
internal static class HostGuard
{
    public static IApplicationBuilder UseHostGuard(this IApplicationBuilder app)
    {
        var allowed = ((IOptions<WebOptions>)app.ApplicationServices.GetService(typeof(IOptions<WebOptions>))!).Value.AllowedHosts;
        return allowed.Count == 0 ? app : app.Use(async (context, next) =>
        {
            if (allowed.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase))
                await next(context);
            else
                await TypedResults.Problem("This service does not answer under that name.", statusCode: StatusCodes.Status421MisdirectedRequest).ExecuteAsync(context);
        });
    }
}
