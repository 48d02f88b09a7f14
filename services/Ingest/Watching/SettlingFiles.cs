using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest.Watching;

/// <summary>Knows which files are still being written, which are ready, and which were taken. Used by one loop.</summary>
/// <param name="stableFor">How long a file must stay the same.</param>
/// <param name="clock">The clock.</param>
internal sealed class SettlingFiles(TimeSpan stableFor, TimeProvider clock)
{
    private readonly Dictionary<string, (FileStamp Stamp, long Since)> _settling = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileStamp> _taken = new(StringComparer.Ordinal);

    /// <summary>Files to look at again.</summary>
    public IReadOnlyList<string> Settling => [.. _settling.Keys];

    /// <summary>Notes what a file looks like now.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stamp">What it looks like; null when it is gone.</param>
    /// <returns>Whether it has just become ready: it says so once for what it looks like.</returns>
    public bool Look(string path, FileStamp? stamp)
    {
        if (stamp is null)
        {
            _ = _settling.Remove(path);
            _ = _taken.Remove(path);
            return false;
        }

        // An empty file is one that somebody is about to write.
        if (stamp.SizeBytes == 0 || (_taken.TryGetValue(path, out var taken) && taken == stamp))
        {
            _ = _settling.Remove(path);
            return false;
        }

        if (!_settling.TryGetValue(path, out var seen) || seen.Stamp != stamp)
        {
            _settling[path] = (stamp, clock.GetTimestamp());
            return false;
        }

        if (clock.GetElapsedTime(seen.Since) < stableFor)
            return false;
        _ = _settling.Remove(path);
        _taken[path] = stamp;
        return true;
    }

    /// <summary>Forgets files that a walk did not meet.</summary>
    public void Keep(IReadOnlySet<string> present)
    {
        foreach (var path in _taken.Keys.Concat(_settling.Keys).Where(path => !present.Contains(path)).ToList())
        {
            _ = Look(path, null);
        }
    }
}
