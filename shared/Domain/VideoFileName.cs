using System.Buffers;

namespace MoTE.Indexing.Domain;

/// <summary>Makes a file name for people out of whatever a sender called a video.</summary>
public static class VideoFileName
{
    private const int LongestName = 200;
    private const int LongestExtension = 16;
    private static readonly SearchValues<char> Plain = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>The last part of a name or path, without control characters, at most 200 characters; <c>video</c> when nothing is left.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = string.Concat(last.Where(letter => !char.IsControl(letter))).Trim();
        if (clean.Trim('.').Length == 0)
            return "video";
        if (clean.Length <= LongestName)
            return clean;
        var extension = ExtensionOf(clean);
        return clean[..(LongestName - extension.Length)] + extension;
    }

    /// <summary>The extension that a player may go by, with its dot and in lower case; empty unless it is plain letters and digits.</summary>
    public static string ExtensionOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var extension = Path.GetExtension(name);
        return extension.Length is > 1 and <= LongestExtension && extension.AsSpan(1).IndexOfAnyExcept(Plain) < 0 ? extension.ToLowerInvariant() : "";
    }
}
