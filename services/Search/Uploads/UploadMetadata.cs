using System.Text;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Search.Uploads;

/// <summary>What a client says of its upload in <c>Upload-Metadata</c>.</summary>
internal sealed record UploadMetadata
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Key <c>filename</c>; empty when missing.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>Key <c>title</c>.</summary>
    public string? Title { get; private init; }

    /// <summary>Key <c>collection</c>.</summary>
    public string? Collection { get; private init; }

    /// <summary>Key <c>tags</c>: one <c>key=value</c> a line.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; private init; }

    /// <summary>Reads the header: pairs separated by commas, each a key and, after a space, a value in Base64 of UTF-8. Unknown keys are passed over.</summary>
    /// <param name="header">The header; empty when missing.</param>
    /// <param name="metadata">What it says; null when it is not valid.</param>
    /// <returns>What is wrong with it, in one sentence; null when nothing is.</returns>
    public static string? TryRead(string header, out UploadMetadata? metadata)
    {
        metadata = null;
        if (header.Length > Upload.LongestMetadata)
            return $"Upload-Metadata has more than {Upload.LongestMetadata} characters.";
        if (!Ascii.IsValid(header))
            return "Upload-Metadata is not valid: its keys are ASCII, and its values Base64.";
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in header.Split(',', StringSplitOptions.TrimEntries).Where(pair => header.Length > 0))
        {
            var (key, value) = pair.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? (pair[..at], Decode(pair[(at + 1)..])) : (pair, "");
            if (key.Length == 0 || value is null || !values.TryAdd(key, value))
                return "Upload-Metadata is not valid: expected different keys, each with a space and a value in Base64 of UTF-8, separated by commas.";
        }

        var tags = values.GetValueOrDefault("tags", "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var read = new UploadMetadata
        {
            FileName = values.GetValueOrDefault("filename", ""),
            Title = Texts.OrNull(values.GetValueOrDefault("title")),
            Collection = Texts.OrNull(values.GetValueOrDefault("collection")),
            Tags = tags.Length > 0 && tags.All(Api.Tags.IsTag) ? Api.Tags.Read(tags) : null,
        };
        metadata = read;
        return read switch
        {
            { Title.Length: > Limits.Title } => $"The title has more than {Limits.Title} characters.",
            { Collection.Length: > Limits.Collection } => $"The collection's name has more than {Limits.Collection} characters.",
            { Tags: null } when tags.Length > 0 => $"The tags are not valid: expected one key=value a line, keys of at most {Limits.TagKey} and values of at most {Limits.TagValue} characters.",
            _ when tags.Length > Limits.Tags => $"There are {tags.Length} tags; at most {Limits.Tags} are kept.",
            _ => null,
        };
    }

    private static string? Decode(string value)
    {
        var bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, bytes, out var count))
            return null;
        try
        {
            return Strict.GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
