using System.Collections.Frozen;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>Finds the videos that a person means by a list of files, folders and addresses.</summary>
internal static class VideoFiles
{
    // In folders, other files are passed over; a file that is named is tried whatever its name.
    private static readonly FrozenSet<string> Extensions = FrozenSet.ToFrozenSet(
        [
            ".3g2", ".3gp", ".asf", ".avi", ".divx", ".f4v", ".flv", ".gif", ".m1v", ".m2t", ".m2ts", ".m2v", ".m4v", ".mjpeg", ".mkv", ".mov", ".mp4", ".mpe",
            ".mpeg", ".mpg", ".mpv", ".mts", ".mxf", ".ogm", ".ogv", ".qt", ".rm", ".rmvb", ".ts", ".vob", ".webm", ".wmv", ".y4m",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
    };

    /// <summary>Lists files and addresses in the order named, those of a folder by path; what is named twice comes once.</summary>
    public static FoundVideos Find(IEnumerable<string> paths)
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
                var inside = FilesOf(path);
                files.AddRange(inside.Where(IsVideo).Select(file => new FoundVideo(file, null)));
                passedOver += inside.Count(file => !IsVideo(file));
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

    private static List<string> FilesOf(string folder)
    {
        try
        {
            // Links to folders are not followed: they may lead back.
            var found = new System.IO.Enumeration.FileSystemEnumerable<string>(Path.GetFullPath(folder), (ref entry) => entry.ToFullPath(), Everywhere)
            {
                ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
                ShouldRecursePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
            };
            return [.. found.Order(StringComparer.Ordinal)];
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The folder {folder} cannot be read: {cause.Message}", cause);
        }
    }

    private static bool IsVideo(string path) => Extensions.Contains(Path.GetExtension(path));
}
