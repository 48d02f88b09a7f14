using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace MoTE.Indexing.Search.Uploads;

/// <summary>What happens at the address of an upload, for the OpenAPI document: the framework describes no endpoint that reads its request by itself.</summary>
internal static class UploadDescription
{
    private const string Tag = "Uploads";
    private const string Path = "/api/uploads/{id}";

    /// <summary>Adds the operations of the tus protocol that follow a creation.</summary>
    public static void AddTo(OpenApiDocument document)
    {
        document.Tags ??= new HashSet<OpenApiTag>();
        _ = document.Tags.Add(new OpenApiTag { Name = Tag, Description = "Files on their way in, by the tus protocol 1.0: begun with POST /api/videos, gone on with here." });
        document.Paths.Add(Path, new OpenApiPathItem
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation>
            {
                [HttpMethod.Head] = Operation(
                    document, "GetUpload", "Says in Upload-Offset how many bytes of an upload are there.", [Header(TusHeaders.TusResumable)],
                    StatusCodes.Status200OK, StatusCodes.Status404NotFound, StatusCodes.Status412PreconditionFailed),
                [HttpMethod.Patch] = Append(document),
                [HttpMethod.Delete] = Operation(
                    document, "RemoveUpload", "Removes an upload and the bytes that are there.", [Header(TusHeaders.TusResumable)],
                    StatusCodes.Status204NoContent, StatusCodes.Status404NotFound, StatusCodes.Status412PreconditionFailed, StatusCodes.Status423Locked),
            },
        });
    }

    private static OpenApiOperation Append(OpenApiDocument document)
    {
        var append = Operation(
            document, "AppendToUpload", "Adds bytes to an upload; with the last of them the video is taken in.", [Header(TusHeaders.TusResumable), Header(TusHeaders.UploadOffset)],
            StatusCodes.Status204NoContent, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed, StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status423Locked, StatusCodes.Status503ServiceUnavailable, StatusCodes.Status507InsufficientStorage);
        append.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { [TusHeaders.PieceType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } } },
        };
        return append;
    }

    private static OpenApiOperation Operation(OpenApiDocument document, string id, string summary, OpenApiParameter[] headers, int done, params int[] failures) => new()
    {
        Tags = new HashSet<OpenApiTagReference> { new(Tag, document) },
        OperationId = id,
        Summary = summary,
        Parameters = [new OpenApiParameter { Name = "id", In = ParameterLocation.Path, Required = true, Description = "The upload.", Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" } }, .. headers],
        Responses = Responses(document, done, [.. failures, StatusCodes.Status400BadRequest, StatusCodes.Status500InternalServerError]),
    };

    private static OpenApiParameter Header(string name) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = true,
        Description = name == TusHeaders.TusResumable ? $"The protocol's version, {TusHeaders.Version}." : "How many bytes are there before these.",
        Schema = new OpenApiSchema { Type = name == TusHeaders.TusResumable ? JsonSchemaType.String : JsonSchemaType.Integer },
    };

    private static OpenApiResponses Responses(OpenApiDocument document, int done, int[] failures)
    {
        var responses = new OpenApiResponses { [Text(done)] = new OpenApiResponse { Description = ReasonPhrases.GetReasonPhrase(done) } };
        foreach (var failure in failures.Order())
        {
            responses.Add(Text(failure), new OpenApiResponse
            {
                Description = ReasonPhrases.GetReasonPhrase(failure),
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference("ProblemDetails", document) } },
            });
        }

        return responses;
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
