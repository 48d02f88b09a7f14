namespace MoTE.Indexing.Domain;

/// <summary>Files that stay where their owner keeps them; recognised by length and time of the last change.</summary>
public static class Originals
{
    // Pipes and devices look empty; opening one could wait for ever.
    private static readonly VideoId EmptyVideo = VideoId.Parse("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    /// <summary>Looks at a file that has to be there.</summary>
    /// <exception cref="UserErrorException">It is not.</exception>
    public static FileStamp Look(string path) => FileStamp.Look(path) ?? throw new UserErrorException($"{Path.GetFileName(path)} is not there.");

    /// <summary>Hashes a file, and makes sure that it stayed the same meanwhile.</summary>
    /// <exception cref="UserErrorException">It cannot be read, or somebody writes it.</exception>
    public static async Task<VideoId> HashAsync(FileStamp original, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(original);
        try
        {
            var id = original.SizeBytes == 0 ? EmptyVideo : await VideoId.OfFileAsync(original.Path, cancellationToken).ConfigureAwait(false);
            CheckSame(original, IsUnchanged(original));
            return id;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(original, cause);
        }
    }

    /// <summary>Opens a file for reading from its beginning to its end.</summary>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public static Stream Open(FileStamp original)
    {
        ArgumentNullException.ThrowIfNull(original);
        try
        {
            return original.SizeBytes == 0
                ? Stream.Null
                : new FileStream(original.Path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(original, cause);
        }
    }

    /// <summary>Makes sure that what was read of a file is what it held when it was hashed.</summary>
    /// <param name="original">The file.</param>
    /// <param name="isSame">Whether it is.</param>
    /// <exception cref="UserErrorException">It is not: somebody writes the file.</exception>
    public static void CheckSame(FileStamp original, bool isSame)
    {
        ArgumentNullException.ThrowIfNull(original);
        if (!isSame)
            throw new UserErrorException($"{Path.GetFileName(original.Path)} changed while it was read: add it again when it is complete.");
    }

    /// <summary>Whether a file is there as it was.</summary>
    public static bool IsUnchanged(FileStamp original)
    {
        ArgumentNullException.ThrowIfNull(original);
        return FileStamp.Look(original.Path) == original;
    }

    private static UserErrorException Unreadable(FileStamp original, Exception cause) => new(
        cause is UnauthorizedAccessException
            ? $"{Path.GetFileName(original.Path)} cannot be read, because access is denied."
            : $"{Path.GetFileName(original.Path)} cannot be read: it is gone, or its disk or network folder fails.",
        cause);
}
