namespace MoTE.Indexing.Storage;

/// <summary>A folder for things on their way; whatever has not been renamed elsewhere is deleted with it.</summary>
internal sealed class TemporaryPlace : IDisposable
{
    private readonly string _path;

    /// <summary>Makes the folder.</summary>
    /// <param name="parent">Where; made when missing.</param>
    /// <exception cref="MoTE.Indexing.Domain.StoreUnavailableException">The data folder cannot be written.</exception>
    public TemporaryPlace(string parent)
    {
        _path = Path.Combine(parent, Guid.CreateVersion7().ToString("n"));
        WriteFailure.Guard(() => Directory.CreateDirectory(_path));
    }

    /// <summary>Path of a file or folder in it, which need not exist.</summary>
    public string File(string name) => Path.Combine(_path, name);

    /// <summary>Makes a folder in it.</summary>
    public string Folder(string name) => WriteFailure.Guard(() => Directory.CreateDirectory(File(name)).FullName);

    /// <inheritdoc/>
    public void Dispose() => WriteFailure.Guard(() => Directory.Delete(_path, recursive: true));
}
