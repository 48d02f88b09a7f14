using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Web;

/// <summary>Turns what a handler throws into problem+json: what a person can act on with its sentence, anything else without details.</summary>
internal sealed class UserErrorHandler(IProblemDetailsService problems, ILogger<UserErrorHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, sentence) = exception switch
        {
            StoreUnavailableException => (StatusCodes.Status503ServiceUnavailable, exception.Message),
            UserErrorException => (StatusCodes.Status422UnprocessableEntity, exception.Message),
            BadHttpRequestException bad => (bad.StatusCode, Sentence(bad)),
            _ => (StatusCodes.Status500InternalServerError, "Something unexpected went wrong; the server's log says what."),
        };
        if (status >= StatusCodes.Status500InternalServerError)
            WebLog.Failed(log, exception, httpContext.Request.Method, httpContext.Request.Path);
        httpContext.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = { Status = status, Detail = sentence } });
    }

    private static string Sentence(BadHttpRequestException failure) => failure.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => "The request is larger than this address takes.",
        StatusCodes.Status415UnsupportedMediaType => "This address takes JSON: send it with Content-Type: application/json.",
        _ => BindingFailure.Sentence(failure.Message),
    };
}
