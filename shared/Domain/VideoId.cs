using System.Security.Cryptography;

namespace MoTE.Indexing.Domain;

/// <summary>Identity of a video: the SHA-256 of its bytes, as 64 lower-case hexadecimal digits.</summary>
/// <remarks>The same bytes under two names are one video.</remarks>
public readonly record struct VideoId
{
    private VideoId(string value) => Value = value;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Value { get; }

    /// <summary>Reads an identity from its hexadecimal form.</summary>
    /// <exception cref="FormatException">The text is not 64 hexadecimal digits.</exception>
    public static VideoId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != 64 || !text.All(char.IsAsciiHexDigit))
        {
            throw new FormatException($"A video id is 64 hexadecimal digits, but this has {text.Length} characters: '{text}'.");
        }

        return new VideoId(text.ToLowerInvariant());
    }

    /// <summary>Reads an identity from its hexadecimal form, if it is one.</summary>
    public static bool TryParse(string? text, out VideoId id)
    {
        var isOne = text is { Length: 64 } && text.All(char.IsAsciiHexDigit);
        id = isOne ? new VideoId(text!.ToLowerInvariant()) : default;
        return isOne;
    }

    /// <summary>Hashes a file's bytes.</summary>
    public static async Task<VideoId> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false))
        {
            var hash = await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false);
            return new VideoId(Convert.ToHexStringLower(hash));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
