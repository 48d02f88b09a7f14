using System.Collections.Frozen;
using System.IO.Enumeration;
using MoTE.Indexing.Media;

namespace MoTE.Indexing.Ingest.Watching;

/// <summary>Which files of a watched folder count: videos by name that are neither hidden nor on their way.</summary>
/// <param name="folder">The watched folder, absolute.</param>
/// <param name="except">A folder in it that does not count, absolute; null for none.</param>
internal sealed class WatchedFolder(string folder, string? except)
{
    // What programs put before or after the extension while a file is not complete; after it, the file is no video by name anyway.
    private static readonly FrozenSet<string> Unfinished = FrozenSet.ToFrozenSet([".part", ".partial", ".tmp", ".temp"], StringComparer.OrdinalIgnoreCase);

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
    };

    /// <summary>Whether a file counts, by its place and name.</summary>
    /// <param name="path">A path below the folder.</param>
    public bool Counts(string path) =>
        Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).All(part => part.Length > 0 && part[0] is not ('.' or '~'))
        && VideoFileTypes.Includes(path)
        && !Unfinished.Contains(Path.GetExtension(Path.GetFileNameWithoutExtension(path)))
        && !IsExcepted(path);

    /// <summary>Every file below a folder that counts, in no order. Links to folders are not followed, since they may lead back.</summary>
    /// <param name="below">The folder itself or one in it.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public IEnumerable<string> Walk(string below) => new FileSystemEnumerable<string>(below, (ref entry) => entry.ToFullPath(), Everywhere)
    {
        ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && Counts(entry.ToFullPath()),
        ShouldRecursePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0 && !IsExcepted(entry.ToFullPath()),
    };

    private bool IsExcepted(string path) =>
        except is not null && (path == except || path.StartsWith(except + Path.DirectorySeparatorChar, StringComparison.Ordinal));
}
