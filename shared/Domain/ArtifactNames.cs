using System.Globalization;

namespace MoTE.Indexing.Domain;

/// <summary>Names of what <see cref="IArtifactStore"/> keeps of a video.</summary>
public static class ArtifactNames
{
    private const int ModelDigits = 12;

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
}
