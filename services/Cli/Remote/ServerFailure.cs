using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>Says in a sentence why a server did not do what it was asked for.</summary>
internal static class ServerFailure
{
    private const string ProblemType = "application/problem+json";

    /// <summary>No answer came.</summary>
    public static ServerGoneException Gone(Uri server, Exception cause) => new(
        SocketErrorOf(cause) switch
        {
            SocketError.ConnectionRefused => $"Nothing listens at {server}: start it there with 'mote serve', or give another --server.",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"There is no machine of the name {server.Host}: give another --server.",
            SocketError.HostUnreachable or SocketError.NetworkUnreachable => $"{server.Host} cannot be reached from here.",
            _ when Is<AuthenticationException>(cause) => $"{server} cannot be trusted: {Innermost(cause).Message}",
            _ => $"{server} broke the connection off ({Innermost(cause).Message})",
        },
        cause);

    /// <summary>No answer came in time.</summary>
    public static ServerGoneException Late(Uri server, TimeSpan limit, Exception? cause = null) =>
        new($"{server} did not answer within {limit.TotalSeconds:0.#} seconds.", cause);

    /// <summary>The answer is none that a server of this kind gives.</summary>
    public static UserErrorException Foreign(Uri server, Exception? cause = null) =>
        new($"{server} answers, but is no MoTE server of this version: give the address of one with --server.", cause!);

    /// <summary>What a refusal says: the server's own sentence where it has one.</summary>
    public static async Task<UserErrorException> OfAsync(Uri server, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = response.StatusCode;
        if (response.Content.Headers.ContentType?.MediaType != ProblemType)
            return status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
                ? new ServerGoneException($"{server} is away: what stands before it answers with {(int)status}.")
                : Foreign(server);

        var sentence = await SentenceAsync(response, cancellationToken) ?? $"{server} refused with {(int)status}.";
        return status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.Locked ? new ServerGoneException(sentence) : new ServerRefusalException(status, sentence);
    }

    private static async Task<string?> SentenceAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var problem = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
            return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SocketError? SocketErrorOf(Exception? failure) => failure switch
    {
        null => null,
        SocketException socket => socket.SocketErrorCode,
        _ => SocketErrorOf(failure.InnerException),
    };

    private static bool Is<T>(Exception? failure)
        where T : Exception => failure is not null && (failure is T || Is<T>(failure.InnerException));

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
