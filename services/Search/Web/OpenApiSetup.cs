using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MoTE.Indexing.Search.Web;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiSetup
{
    public static void Configure(OpenApiOptions options)
    {
        _ = options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "MoTE.Indexing";
            document.Info.Version = "v1";
            document.Info.Description = "Finds moments in videos by what they show.";
            document.Servers = [];
            return Task.CompletedTask;
        });
        _ = options.AddSchemaTransformer((schema, context, _) =>
        {
            var words = (context.ParameterDescription?.ParameterDescriptor as IParameterInfoParameterDescriptor)?.ParameterInfo.GetCustomAttribute<AllowedValuesAttribute>();
            if (words is not null)
                schema.Enum = [.. words.Values.OfType<string>().Select(word => JsonValue.Create(word))];
            return Task.CompletedTask;
        });
        _ = options.AddOperationTransformer((operation, _, _) =>
        {
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
                parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
            return Task.CompletedTask;
        });
    }
}
