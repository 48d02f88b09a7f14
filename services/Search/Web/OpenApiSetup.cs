using Microsoft.AspNetCore.OpenApi;

namespace MoTE.Indexing.Search.Web;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiSetup
{
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "MoTE.Indexing";
        document.Info.Version = "v1";
        document.Info.Description = "Finds moments in videos by what they show.";
        document.Servers = [];
        return Task.CompletedTask;
    });
}
