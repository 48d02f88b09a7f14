using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>The rebuild of an archive that one process has to itself.</summary>
public sealed class RebuildMemory : IRebuildRecord
{
    private readonly Lock _lock = new();
    private Rebuild? _rebuild;

    /// <inheritdoc/>
    public Task<Rebuild?> FindAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return Task.FromResult(_rebuild);
    }

    /// <inheritdoc/>
    public Task<(bool IsChanged, Rebuild? Now)> ChangeAsync(Func<Rebuild?, Rebuild?> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var changed = change(_rebuild);
            _rebuild = changed ?? _rebuild;
            return Task.FromResult((changed is not null, _rebuild));
        }
    }
}
