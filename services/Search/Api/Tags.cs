namespace MoTE.Indexing.Search.Api;

/// <summary>Free words beside videos, as they are written in addresses: <c>key=value</c>.</summary>
internal static class Tags
{
    /// <summary>Reads checked tags; of the same key twice, the last one counts.</summary>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<string> tags)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            var at = tag.IndexOf('=', StringComparison.Ordinal);
            read[tag[..at]] = tag[(at + 1)..];
        }

        return read;
    }

    /// <summary>Whether a text is a tag within the limits.</summary>
    public static bool IsTag(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and <= Limits.TagKey and var at && text.Length - at - 1 <= Limits.TagValue;
}
