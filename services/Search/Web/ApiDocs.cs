using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Scalar.AspNetCore;

namespace MoTE.Indexing.Search.Web;

/// <summary>The OpenAPI document for people at <c>/api/docs</c>. All that it loads comes from this service.</summary>
internal static class ApiDocs
{
    private const string Path = "/api/docs";
    private const string NonceItem = "docs-nonce";

    /// <summary>The viewer starts itself by a script in its page and makes its styles by script, which the policy of our own pages forbids.</summary>
    public static IApplicationBuilder UseApiDocsPolicy(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal))
        {
            var nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
            context.Items[NonceItem] = nonce;
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self' data:; "
                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        }

        return next(context);
    });

    public static void MapApiDocs(this IEndpointRouteBuilder endpoints) => endpoints.MapScalarApiReference(Path, (options, context) => options
        .WithTitle("MoTE.Indexing")
        .WithNonce((string)context.Items[NonceItem]!)
        .DisableDefaultFonts()
        .HideClientButton()
        .HideDeveloperTools()
        .DisableTelemetry()
        .DisableAgent()
        .DisableMcp());
}
