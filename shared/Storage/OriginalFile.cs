using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Storage;

/// <summary>A file that stays where its owner keeps it; recognised by its length and the time of its last change.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="SizeBytes">Length in bytes.</param>
/// <param name="LastWrite">When it was last written.</param>
internal sealed record OriginalFile(string Path, long SizeBytes, DateTimeOffset LastWrite)
{
    /// <summary>Looks at a file; links are followed.</summary>
    /// <returns>Null when there is no such file.</returns>
    public static OriginalFile? Look(string path)
    {
        try
        {
            var named = new FileInfo(path);
            var file = named.LinkTarget is null ? named : new FileInfo(named.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
            return file.Exists ? new OriginalFile(path, file.Length, new DateTimeOffset(file.LastWriteTimeUtc)) : null;
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;   // Gone between two looks, or a link that leads nowhere.
        }
    }

    /// <summary>Reads a file to hash it, and makes sure that it stayed the same meanwhile.</summary>
    /// <exception cref="UserErrorException">It cannot be read, or somebody writes it.</exception>
    public static async Task<(OriginalFile File, VideoId Id)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var name = System.IO.Path.GetFileName(path);
        try
        {
            var before = Look(path) ?? throw new FileNotFoundException(null, path);
            var id = before.SizeBytes == 0 ? EmptyVideo : await VideoId.OfFileAsync(path, cancellationToken).ConfigureAwait(false);
            return Look(path) == before ? (before, id) : throw new UserErrorException($"{name} changed while it was read: add it again when it is complete.");
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException($"{name} is not there.", cause);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new UserErrorException($"{name} cannot be read, because access is denied.", cause);
        }
        catch (IOException cause)
        {
            throw new UserErrorException($"{name} cannot be read: its disk or network folder fails.", cause);
        }
    }

    /// <summary>Whether the file is there as it was.</summary>
    public bool IsUnchanged() => Look(Path) == this;

    // Pipes and devices look empty; opening one could wait for ever.
    private static readonly VideoId EmptyVideo = VideoId.Parse("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
