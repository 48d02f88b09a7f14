using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using MoTE.Indexing.Search.Uploads;

namespace MoTE.Indexing.Search.Web;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiSetup
{
    private static readonly Dictionary<string, string> TagDescriptions = new(StringComparer.Ordinal)
    {
        ["Search"] = "Moments by what they show.",
        ["Videos"] = "What the archive holds: taking in, listing, trying again, deleting.",
        ["Media"] = "Pictures of segments, the videos themselves, and clips of them.",
        ["Events"] = "What happens, as it happens.",
        ["Archive"] = "How much there is.",
        ["Health"] = "For whatever watches over the service.",
    };

    private static readonly Dictionary<string, JsonNode> Examples = new(StringComparer.Ordinal)
    {
        ["q"] = "a dog runs through snow",
        ["like"] = "ae0c56ed1de0905c2c6353651a01785dd9de1aac6c99de0b4356380751b6b47f@10000",
        ["not"] = new JsonArray("a cat"),
        ["collection"] = "trips",
        ["tag"] = new JsonArray("place=Oslo"),
        ["from"] = "2026-11-24T00:00:00Z",
        ["minDurationMs"] = 60_000,
        ["startMs"] = 10_000,
        ["endMs"] = 20_000,
    };

    public static void Configure(OpenApiOptions options)
    {
        _ = options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "MoTE.Indexing";
            document.Info.Version = "v1";
            document.Info.Description = "Finds moments in videos by what they show.";
            document.Info.License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" };
            document.Servers = [new OpenApiServer { Url = "/", Description = "This service." }];
            document.Security = [new OpenApiSecurityRequirement()];
            foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
                tag.Description = TagDescriptions.GetValueOrDefault(tag.Name!);
            UploadDescription.AddTo(document);
            return Task.CompletedTask;
        });
        _ = options.AddSchemaTransformer((schema, context, _) =>
        {
            if (AttributeOf<AllowedValuesAttribute>(context.ParameterDescription) is { } words)
                schema.Enum = [.. words.Values.OfType<string>().Select(word => JsonValue.Create(word))];
            return Task.CompletedTask;
        });
        _ = options.AddOperationTransformer((operation, context, _) =>
        {
            var required = context.Description.ParameterDescriptions.Where(parameter => AttributeOf<RequiredAttribute>(parameter) is not null).Select(parameter => parameter.Name).ToHashSet();
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            {
                parameter.Required |= required.Contains(parameter.Name!);
                parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
                parameter.Example = Examples.GetValueOrDefault(parameter.Name)?.DeepClone();
            }

            return Task.CompletedTask;
        });
    }

    private static T? AttributeOf<T>(ApiParameterDescription? parameter)
        where T : Attribute => (parameter?.ParameterDescriptor as IParameterInfoParameterDescriptor)?.ParameterInfo.GetCustomAttribute<T>();
}
