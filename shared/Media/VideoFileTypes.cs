using System.Collections.Frozen;

namespace MoTE.Indexing.Media;

/// <summary>Which files of a folder are meant as videos, by their names. A file that somebody names is tried whatever its name.</summary>
public static class VideoFileTypes
{
    private static readonly FrozenSet<string> Extensions = FrozenSet.ToFrozenSet(
        [
            ".3g2", ".3gp", ".asf", ".avi", ".divx", ".f4v", ".flv", ".gif", ".m1v", ".m2t", ".m2ts", ".m2v", ".m4v", ".mjpeg", ".mkv", ".mov", ".mp4", ".mpe",
            ".mpeg", ".mpg", ".mpv", ".mts", ".mxf", ".ogm", ".ogv", ".qt", ".rm", ".rmvb", ".ts", ".vob", ".webm", ".wmv", ".y4m",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file has the extension of a video.</summary>
    /// <param name="path">Its name or path.</param>
    public static bool Includes(string path) => Extensions.Contains(Path.GetExtension(path));
}
