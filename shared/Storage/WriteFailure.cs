using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Storage;

/// <summary>Why the data folder could not be written, as a sentence. It names no path, because it may be shown to people elsewhere; the cause does.</summary>
internal static class WriteFailure
{
    private const int NoPermission = 1;
    private const int AccessDenied = 13;
    private const int NoSpaceLeft = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaExceeded = 122;
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    private const string AccessIsDenied = "The data folder cannot be written, because access is denied: choose another one, or give this user the right to write it.";

    /// <summary>Whether an exception means that the folder cannot be written.</summary>
    public static bool Is(Exception cause) => cause is IOException or UnauthorizedAccessException;

    /// <summary>Writes, and turns a failure into a sentence.</summary>
    /// <exception cref="StoreUnavailableException">The data folder cannot be written.</exception>
    public static void Guard(Action write) => Guard(() =>
    {
        write();
        return true;
    });

    /// <inheritdoc cref="Guard(Action)"/>
    public static T Guard<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception cause) when (Is(cause))
        {
            throw Of(cause);
        }
    }

    /// <inheritdoc cref="Guard(Action)"/>
    public static async Task GuardAsync(Func<Task> write)
    {
        try
        {
            await write().ConfigureAwait(false);
        }
        catch (Exception cause) when (Is(cause))
        {
            throw Of(cause);
        }
    }

    private static StoreUnavailableException Of(Exception cause) => cause.HResult is NoSpaceLeft or QuotaExceeded or WindowsDiskFull or WindowsHandleDiskFull
        ? new("The data folder has no room left: free some disk space and try again.", cause) { IsFull = true }
        : new(SentenceOf(cause), cause);

    private static string SentenceOf(Exception cause) => cause.HResult switch
    {
        ReadOnlyFileSystem => "The data folder cannot be written, because its disk is read-only.",
        NoPermission or AccessDenied => AccessIsDenied,
        _ when cause is UnauthorizedAccessException => AccessIsDenied,
        _ => "The data folder cannot be written: look into the log for the reason.",
    };
}
