using System.Globalization;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Api;

/// <summary>Addresses within this service, each from its root.</summary>
/// <remarks>Pictures carry the model that cut the video: the same number under another model is another picture, so each address can be kept for ever.</remarks>
internal static class Links
{
    private const int VersionLength = 12;

    /// <summary>A picture of a segment.</summary>
    public static string Thumbnail(VideoId id, string modelFingerprint, int segment) => Picture(id, "thumbnails", modelFingerprint, segment);

    /// <summary>The frames of a segment side by side.</summary>
    public static string Preview(VideoId id, string modelFingerprint, int segment) => Picture(id, "previews", modelFingerprint, segment);

    /// <summary>A part of a video for a player: the fragment is understood by browsers (seconds from, to).</summary>
    public static string Playback(VideoId id, TimeSpan start, TimeSpan end) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/videos/{id}/playback#t={start.TotalSeconds:0.###},{end.TotalSeconds:0.###}");

    /// <summary>The page with a video open at a place.</summary>
    public static string Page(string videoId, long startMs) => string.Create(CultureInfo.InvariantCulture, $"/?play={videoId}&t={startMs}");

    /// <summary>The part of a model's fingerprint that its pictures' addresses carry.</summary>
    public static string Version(string modelFingerprint) => modelFingerprint[..Math.Min(VersionLength, modelFingerprint.Length)];

    private static string Picture(VideoId id, string kind, string modelFingerprint, int segment) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/videos/{id}/{kind}/{segment}?v={Version(modelFingerprint)}");
}
