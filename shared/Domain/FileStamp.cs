namespace MoTE.Indexing.Domain;

/// <summary>What tells from outside whether a file is still the same.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="SizeBytes">Length in bytes.</param>
/// <param name="LastWrite">When it was last written.</param>
public sealed record FileStamp(string Path, long SizeBytes, DateTimeOffset LastWrite)
{
    /// <summary>Looks at a file without opening it; links are followed.</summary>
    /// <returns>Null when there is no such file.</returns>
    public static FileStamp? Look(string path)
    {
        try
        {
            var named = new FileInfo(path);
            var file = named.LinkTarget is null ? named : new FileInfo(named.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
            return file.Exists ? new FileStamp(path, file.Length, new DateTimeOffset(file.LastWriteTimeUtc)) : null;
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;   // Gone between two looks, or a link that leads nowhere.
        }
    }
}
