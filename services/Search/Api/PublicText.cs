using System.Text.RegularExpressions;

namespace MoTE.Indexing.Search.Api;

/// <summary>Sentences and names as they may leave this machine: a path says how the server is laid out, so only its last part is told.</summary>
internal static partial class PublicText
{
    /// <summary>What a source is called: a file's name, or an address without what may be secret in it (user name, query).</summary>
    public static string NameOf(string source)
    {
        if (!IsAddress(source))
            return LastPart(source);
        var address = new Uri(source);
        return $"{address.Scheme}://{address.Authority}{address.AbsolutePath}";
    }

    /// <summary>Whether a source is an address on the web.</summary>
    public static bool IsAddress(string source) => Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    /// <summary>A sentence with file names in place of paths.</summary>
    /// <param name="sentence">May name any path; null stays null.</param>
    /// <param name="known">Paths that are known to occur; those may hold blanks.</param>
    public static string? Of(string? sentence, IEnumerable<string> known)
    {
        if (sentence is null)
            return null;
        foreach (var path in known.Where(path => IsPath(path)).OrderByDescending(path => path.Length))
            sentence = sentence.Replace(path, LastPart(path), StringComparison.Ordinal);
        return Paths().Replace(sentence, match => match.Groups["path"].Success ? LastPart(match.Value) : match.Value);
    }

    private static bool IsPath(string source) => source.Length > 1 && (source[0] is '/' or '\\' || (source.Length > 2 && source[1] == ':' && char.IsAsciiLetter(source[0])));

    private static string LastPart(string path)
    {
        var trimmed = path.TrimEnd('/', '\\');
        return trimmed[(trimmed.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    // Addresses come first, so that what follows their host is not taken for a path.
    [GeneratedRegex("""\b[a-z][a-z0-9+.-]*://[^\s'"]+|(?<path>(?<![\w.])(?:/|[A-Za-z]:[\\/]|\\\\)[^\s'"():;,]+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Paths();
}
