namespace MoTE.Indexing.Search.Api;

/// <summary>Sources as they may leave this machine: a path says how the server is laid out, so only its last part is told.</summary>
internal static class SourceNames
{
    /// <summary>What a source is called: a file's name, or an address without what may be secret in it (user name, query).</summary>
    public static string Of(string source)
    {
        if (!IsAddress(source))
            return LastPart(source);
        var address = new Uri(source);
        return $"{address.Scheme}://{address.Authority}{address.AbsolutePath}";
    }

    /// <summary>Whether a source is an address on the web.</summary>
    public static bool IsAddress(string source) => Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static string LastPart(string path)
    {
        var trimmed = path.TrimEnd('/', '\\');
        return trimmed[(trimmed.LastIndexOfAny(['/', '\\']) + 1)..];
    }
}
