using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MoTE.Indexing.Search.Uploads;

/// <summary>Resumable uploads by the tus protocol 1.0.0: core, creation, termination, expiration.</summary>
/// <remarks>An upload begins with <c>POST /api/videos</c> and the header <c>Tus-Resumable</c>; everything else happens at <c>/api/uploads/ID</c>.</remarks>
public static class UploadEndpoints
{
    private const string Creation = "/api/videos";
    private const string Uploads = "/api/uploads";

    /// <summary>Maps the endpoints. A JSON request to <c>POST /api/videos</c> goes to the endpoint that accepts JSON.</summary>
    public static IEndpointRouteBuilder MapUploads(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var uploads = app.MapGroup("").ExcludeFromDescription();
        _ = uploads.MapMethods(Creation, [HttpMethods.Options], Handle(DescribeAsync));
        _ = uploads.MapMethods(Uploads, [HttpMethods.Options], Handle(DescribeAsync));
        _ = uploads.MapMethods(Uploads + "/{id}", [HttpMethods.Options], Handle(DescribeAsync));
        _ = uploads.MapPost(Creation, Handle((server, context) => server.CreateAsync(context)));
        _ = uploads.MapMethods(Uploads + "/{id:guid}", [HttpMethods.Head], Handle((server, context) => server.ShowAsync(context, Id(context))));
        _ = uploads.MapMethods(Uploads + "/{id:guid}", [HttpMethods.Patch], Handle((server, context) => server.AppendAsync(context, Id(context))));
        _ = uploads.MapMethods(Uploads + "/{id:guid}", [HttpMethods.Delete], Handle((server, context) => server.RemoveAsync(context, Id(context))));
        _ = uploads.MapPost(Uploads + "/{id:guid}", Handle(OverrideAsync));
        return app;
    }

    private static RequestDelegate Handle(Func<TusServer, HttpContext, Task> handle) => async context =>
    {
        var server = (TusServer)context.RequestServices.GetService(typeof(TusServer))!;
        context.Response.OnStarting(ShowVersion, context.Response);   // in failures too, whose headers begin anew
        if (HttpMethods.IsOptions(context.Request.Method) || await TusServer.SpeaksOurVersionAsync(context))
            await handle(server, context);
    };

    private static Task ShowVersion(object response)
    {
        ((HttpResponse)response).Headers[TusHeaders.TusResumable] = TusHeaders.Version;
        return Task.CompletedTask;
    }

    private static Task DescribeAsync(TusServer server, HttpContext context)
    {
        server.Describe(context.Response);
        return Task.CompletedTask;
    }

    // For clients behind something that lets neither PATCH nor DELETE through.
    private static Task OverrideAsync(TusServer server, HttpContext context) => context.Request.Headers[TusHeaders.MethodOverride].ToString().ToUpperInvariant() switch
    {
        "PATCH" => server.AppendAsync(context, Id(context)),
        "DELETE" => server.RemoveAsync(context, Id(context)),
        "HEAD" => server.ShowAsync(context, Id(context)),
        _ => TusServer.RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "An upload takes HEAD, PATCH and DELETE."),
    };

    private static Guid Id(HttpContext context) => Guid.Parse((string)context.GetRouteValue("id")!, CultureInfo.InvariantCulture);
}
