using MoTE.Indexing.Domain;
using MoTE.Indexing.Media;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>Finds the videos that a person means by a list of files, folders and addresses.</summary>
internal static class VideoFiles
{
    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
    };

    /// <summary>Lists files and addresses in the order named, those of a folder by path; what is named twice comes once.</summary>
    /// <param name="paths">What a person names.</param>
    /// <param name="except">The data folder, which is passed over when it lies in a folder that is named.</param>
    public static FoundVideos Find(IEnumerable<string> paths, string except)
    {
        var files = new List<FoundVideo>();
        var passedOver = 0;
        foreach (var path in paths)
        {
            if (Complaint(path) is { } complaint)
            {
                files.Add(new FoundVideo(path, complaint));
            }
            else if (IsAddress(path))
            {
                files.Add(new FoundVideo(path, null));
            }
            else if (File.Exists(path))
            {
                files.Add(new FoundVideo(Path.GetFullPath(path), null));
            }
            else
            {
                var inside = FilesOf(path, Path.TrimEndingDirectorySeparator(Path.GetFullPath(except)));
                files.AddRange(inside.Where(VideoFileTypes.Includes).Select(file => new FoundVideo(file, null)));
                passedOver += inside.Count(file => !VideoFileTypes.Includes(file));
            }
        }

        return new FoundVideos([.. files.DistinctBy(file => file.Source)], passedOver);
    }

    private static string? Complaint(string path) => path switch
    {
        _ when IsAddress(path) => null,
        _ when path.Contains("://", StringComparison.Ordinal) => $"{path} cannot be fetched: only http and https addresses can.",
        _ when !File.Exists(path) && !Directory.Exists(path) => $"There is no file or folder {path}.",
        _ => null,
    };

    private static bool IsAddress(string path) =>
        path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static List<string> FilesOf(string folder, string except)
    {
        try
        {
            // Links to folders are not followed: they may lead back.
            var found = new System.IO.Enumeration.FileSystemEnumerable<string>(Path.GetFullPath(folder), (ref entry) => entry.ToFullPath(), Everywhere)
            {
                ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
                ShouldRecursePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0 && entry.ToFullPath() != except,
            };
            return [.. found.Order(StringComparer.Ordinal)];
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The folder {folder} cannot be read: {cause.Message}", cause);
        }
    }
}
