using MoTE.Indexing.Domain;

namespace MoTE.Indexing.AzureStorage;

/// <summary>Held by the one process that uses a cache folder; the system releases it when the process dies.</summary>
internal sealed class CacheFolderLock : IDisposable
{
    private const string FileName = "cache.lock";
    private readonly FileStream _file;

    private CacheFolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, and makes the folder where it is missing.</summary>
    /// <exception cref="UserErrorException">Another process holds it, or the folder cannot be written.</exception>
    public static CacheFolderLock Acquire(string folder)
    {
        try
        {
            _ = Directory.CreateDirectory(folder);
            return new CacheFolderLock(new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                "The folder for copies of videos cannot be used: another process has it, or it cannot be written. Give each process its own with AzureStorage:CacheFolder.", cause);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
