using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MoTE.Indexing.Search.Api;

/// <summary>Failures that an endpoint knows of: each says in one sentence what is wrong, and where it can, what helps.</summary>
internal static class Problems
{
    /// <summary>400: a parameter is not what it must be.</summary>
    public static ProblemHttpResult Invalid(string sentence) => Of(StatusCodes.Status400BadRequest, sentence);

    /// <summary>404: no video of this identity.</summary>
    public static ProblemHttpResult NoVideo(string id) => Of(StatusCodes.Status404NotFound, $"There is no video {Short(id)} here.");

    /// <summary>404: something of a video is not there.</summary>
    public static ProblemHttpResult Missing(string sentence) => Of(StatusCodes.Status404NotFound, sentence);

    /// <summary>409: not in the state that it is in.</summary>
    public static ProblemHttpResult Conflict(string sentence) => Of(StatusCodes.Status409Conflict, sentence);

    /// <summary>422: understood, but it cannot be done.</summary>
    public static ProblemHttpResult Impossible(string sentence) => Of(StatusCodes.Status422UnprocessableEntity, sentence);

    /// <summary>503: not now.</summary>
    public static ProblemHttpResult Busy(string sentence) => Of(StatusCodes.Status503ServiceUnavailable, sentence);

    private static ProblemHttpResult Of(int status, string sentence) => TypedResults.Problem(sentence, statusCode: status);

    private static string Short(string id) => id.Length > 64 ? id[..64] + "…" : id;
}
