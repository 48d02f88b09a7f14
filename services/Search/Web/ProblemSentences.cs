using Microsoft.AspNetCore.Http;

namespace MoTE.Indexing.Search.Web;

/// <summary>Sees to it that every problem says in a sentence what is wrong.</summary>
internal static class ProblemSentences
{
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem is HttpValidationProblemDetails validation)
            problem.Detail ??= string.Join(' ', validation.Errors.Values.SelectMany(sentences => sentences).Distinct(StringComparer.Ordinal));
        problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status404NotFound => "There is nothing at this address.",
            StatusCodes.Status405MethodNotAllowed => "This address does not take this method.",
            StatusCodes.Status413PayloadTooLarge => "The request is larger than this address takes.",
            StatusCodes.Status415UnsupportedMediaType => "This address takes JSON: send it with Content-Type: application/json.",
            _ => "The request could not be answered.",
        };
        _ = problem.Extensions.Remove("traceId");
    }
}
