using System.Text;

namespace MoTE.Indexing.AzureStorage;

/// <summary>Texts as values of blob metadata, which are ASCII: Base64 of UTF-8.</summary>
internal static class BlobText
{
    public static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Null when a value is missing or was not written here.</summary>
    public static string? Decode(IDictionary<string, string> metadata, string key)
    {
        var bytes = new byte[metadata.TryGetValue(key, out var value) ? value.Length : 0];
        return value is not null && Convert.TryFromBase64String(value, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }
}
