namespace MoTE.Indexing.Ingest.Watching;

/// <summary>Paths that the system reports as changed. Reports can be lost, and network folders send none: a walk finds what is missing.</summary>
internal sealed class FolderChanges : IDisposable
{
    private const int PathsMost = 10_000;
    private const int BufferBytes = 64 << 10;
    private readonly Lock _gate = new();
    private readonly FileSystemWatcher _watcher;
    private HashSet<string> _paths = new(StringComparer.Ordinal);
    private Exception? _lost;

    /// <summary>Begins to listen.</summary>
    /// <param name="folder">The folder, with everything below it.</param>
    public FolderChanges(string folder)
    {
        _watcher = new FileSystemWatcher(folder)
        {
            IncludeSubdirectories = true,
            InternalBufferSize = BufferBytes,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.Size | NotifyFilters.LastWrite,
        };
        _watcher.Created += (_, change) => Add(change.FullPath);
        _watcher.Changed += (_, change) => Add(change.FullPath);
        _watcher.Renamed += (_, change) => Add(change.FullPath);
        _watcher.Error += (_, failure) => Lose(failure.GetException());
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>What was reported since the last call.</summary>
    /// <param name="lost">Why reports were lost, so that a walk is due; null when none were.</param>
    public IReadOnlyCollection<string> Take(out Exception? lost)
    {
        lock (_gate)
        {
            var taken = _paths;
            (_paths, lost, _lost) = (new HashSet<string>(StringComparer.Ordinal), _lost, null);
            return taken;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _watcher.Dispose();

    private void Add(string path)
    {
        lock (_gate)
        {
            if (_paths.Count < PathsMost)
                _ = _paths.Add(path);
            else
                _lost ??= new InternalBufferOverflowException($"More than {PathsMost} paths changed at once.");
        }
    }

    private void Lose(Exception cause)
    {
        lock (_gate)
        {
            _lost ??= cause;
        }
    }
}
