using System.Globalization;
using System.Text.RegularExpressions;

namespace MoTE.Indexing.Domain;

/// <summary>Names of what <see cref="IArtifactStore"/> keeps of a video.</summary>
public static partial class ArtifactNames
{
    private const int ModelDigits = 12;
    private const int LongestName = 200;

    /// <summary>What a video is called and where it came from, whatever the model; JSON.</summary>
    public const string Note = "video.json";

    /// <summary>What the names of everything that was made with a model begin with: the first twelve digits of its fingerprint and a slash.</summary>
    public static string OfModel(string modelFingerprint)
    {
        ArgumentNullException.ThrowIfNull(modelFingerprint);
        return modelFingerprint.Length <= ModelDigits ? $"{modelFingerprint}/" : $"{modelFingerprint[..ModelDigits]}/";
    }

    /// <summary>The vectors of a chunk, such as <c>0123456789ab/chunk-0007.safetensors</c>.</summary>
    public static string Chunk(string modelFingerprint, int chunk) =>
        string.Create(CultureInfo.InvariantCulture, $"{OfModel(modelFingerprint)}chunk-{chunk:0000}.safetensors");

    /// <summary>What the names of all chunks begin with.</summary>
    public static string Chunks(string modelFingerprint) => $"{OfModel(modelFingerprint)}chunk-";

    /// <summary>A middle frame of a segment, JPEG, such as <c>0123456789ab/thumbnail-00012.jpg</c>.</summary>
    public static string Thumbnail(string modelFingerprint, int segment) =>
        string.Create(CultureInfo.InvariantCulture, $"{OfModel(modelFingerprint)}thumbnail-{segment:00000}.jpg");

    /// <summary>The frames of a segment's view side by side, JPEG, all of one width, such as <c>0123456789ab/preview-00012.jpg</c>.</summary>
    public static string Preview(string modelFingerprint, int segment) =>
        string.Create(CultureInfo.InvariantCulture, $"{OfModel(modelFingerprint)}preview-{segment:00000}.jpg");

    /// <summary>Returns a valid name: at most 200 lower-case letters, digits, dots and hyphens, with slashes between parts that begin with a letter or digit.</summary>
    /// <exception cref="ArgumentException">It is not one.</exception>
    public static string Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length <= LongestName && Valid().IsMatch(name)
            ? name
            : throw new ArgumentException(
                $"'{name}' names no artifact: expected at most {LongestName} lower-case letters, digits, dots and hyphens, with slashes between parts that begin with a letter or digit.", nameof(name));
    }

    /// <summary>Returns what stands before the last slash of a prefix that means a whole part: a valid name and a slash.</summary>
    /// <exception cref="ArgumentException">It is not one.</exception>
    public static string CheckPart(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return prefix.EndsWith('/')
            ? Check(prefix[..^1])
            : throw new ArgumentException($"'{prefix}' is no prefix of a part: expected one that ends with a slash.", nameof(prefix));
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.\-]*(/[a-z0-9][a-z0-9.\-]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Valid();
}
