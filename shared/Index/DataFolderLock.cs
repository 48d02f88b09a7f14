using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>Held by the one process that indexes into a data folder; readers need no lock. The system releases it when the process dies.</summary>
public sealed class DataFolderLock : IDisposable
{
    private const string FileName = "indexing.lock";
    private const int HeldByAnother = 11;
    private const int SharingViolation = unchecked((int)0x80070020);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of an existing data folder.</summary>
    /// <exception cref="UserErrorException">Another process holds it.</exception>
    /// <exception cref="StoreUnavailableException">The folder cannot be written.</exception>
    public static async Task<DataFolderLock> AcquireAsync(string dataFolder, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var path = Path.GetFullPath(Path.Combine(dataFolder, FileName));
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new DataFolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (Exception cause) when (cause is UnauthorizedAccessException || (cause is IOException && !IsHeldByAnother(cause)))
            {
                throw new StoreUnavailableException($"The data folder {Path.GetDirectoryName(path)} cannot be written: make it writable, or choose another with --data.", cause);
            }
            catch (IOException cause) when (clock.GetElapsedTime(started) > Patience)
            {
                throw new UserErrorException(
                    $"Another process is indexing into {Path.GetDirectoryName(path)} (mote index or mote serve): wait until it is done or stop it, or choose another folder with --data.", cause);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether some process is indexing into a data folder.</summary>
    public static bool IsHeld(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException cause) when (IsHeldByAnother(cause))
        {
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static bool IsHeldByAnother(Exception cause) => cause.HResult is HeldByAnother or SharingViolation;
}
