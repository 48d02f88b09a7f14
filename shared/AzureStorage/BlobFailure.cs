using System.Net;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.AzureStorage;

/// <summary>Why the blob store could not be read or written, as a sentence. It names neither account nor address, because it may be shown to people elsewhere; the cause does.</summary>
internal static class BlobFailure
{
    /// <summary>Asks the store, and turns a failure that lies in the store into a sentence.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer, or refuses.</exception>
    /// <exception cref="RequestFailedException">It answers that a blob is missing (<see cref="IsMissing"/>), or that a condition does not hold (<see cref="IsConflict"/>).</exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception cause) when (Is(cause) && !cancellationToken.IsCancellationRequested)
        {
            throw new StoreUnavailableException(SentenceOf(cause), cause) { IsFull = IsFull(cause) };
        }
    }

    /// <inheritdoc cref="GuardAsync{T}"/>
    public static Task GuardAsync(Func<Task> ask, CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            await ask().ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Whether a condition of the request did not hold: somebody else has changed the blob, or made it first.</summary>
    public static bool IsConflict(RequestFailedException failure) =>
        failure.Status == (int)HttpStatusCode.PreconditionFailed || failure.ErrorCode == BlobErrorCode.BlobAlreadyExists;

    /// <summary>Whether there is no such blob.</summary>
    public static bool IsMissing(RequestFailedException failure) => failure.Status == (int)HttpStatusCode.NotFound && failure.ErrorCode != BlobErrorCode.ContainerNotFound;

    // The client throws all that its attempts threw together, once it has given up, or what the only one threw; what took too long looks cancelled.
    // An IOException by itself comes from a file of this machine.
    private static bool Is(Exception cause) => cause switch
    {
        AggregateException several => several.InnerExceptions.All(inner => inner is IOException || Is(inner)),
        RequestFailedException failure => !IsConflict(failure) && !IsMissing(failure),
        AuthenticationFailedException or HttpRequestException or OperationCanceledException => true,
        _ => false,
    };

    private static bool IsFull(Exception cause) => cause is RequestFailedException { Status: (int)HttpStatusCode.InsufficientStorage or (int)HttpStatusCode.RequestEntityTooLarge };

    private static string SentenceOf(Exception cause) => cause switch
    {
        AggregateException several => SentenceOf(several.InnerExceptions[^1]),
        AuthenticationFailedException => "The blob store cannot be used, because this process has no identity that it accepts: give it a managed identity, or a connection string.",
        RequestFailedException { Status: (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden } =>
            "The blob store refuses access: check the connection string, or the rights of the managed identity.",
        RequestFailedException failure when failure.ErrorCode == BlobErrorCode.ContainerNotFound || failure.ErrorCode == BlobErrorCode.ContainerBeingDeleted =>
            "The container of the blob store is gone: restart this process to have it made again.",
        _ when IsFull(cause) => "The blob store has no room left: free some, or enlarge it, and try again.",
        RequestFailedException { Status: (int)HttpStatusCode.ServiceUnavailable or (int)HttpStatusCode.TooManyRequests } => "The blob store is busy: try again later.",
        RequestFailedException { Status: > 0 } => "The blob store could not do what was asked: look into the log for the reason.",
        _ => "The blob store does not answer: check that it runs, and that the configuration names it.",
    };
}
