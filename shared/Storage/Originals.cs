using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Storage;

/// <summary>Files that stay where their owner keeps them; recognised by length and time of the last change.</summary>
internal static class Originals
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
        var name = Path.GetFileName(original.Path);
        try
        {
            var id = original.SizeBytes == 0 ? EmptyVideo : await VideoId.OfFileAsync(original.Path, cancellationToken).ConfigureAwait(false);
            return IsUnchanged(original) ? id : throw new UserErrorException($"{name} changed while it was read: add it again when it is complete.");
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new UserErrorException($"{name} cannot be read, because access is denied.", cause);
        }
        catch (IOException cause)
        {
            throw new UserErrorException($"{name} cannot be read: it is gone, or its disk or network folder fails.", cause);
        }
    }

    /// <summary>Whether a file is there as it was.</summary>
    public static bool IsUnchanged(FileStamp original) => FileStamp.Look(original.Path) == original;
}
