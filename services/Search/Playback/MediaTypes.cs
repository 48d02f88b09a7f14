using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Playback;

/// <summary>What browsers call containers.</summary>
internal static class MediaTypes
{
    public const string Mp4 = "video/mp4";
    public const string WebM = "video/webm";

    /// <summary>For what a browser must not try to show.</summary>
    public const string Unknown = "application/octet-stream";

    /// <summary>By what the file holds, never by its name.</summary>
    public static string Of(VideoFormat? format) => (format?.Container ?? "").Split(',') switch
    {
        var names when names.Contains("mp4") => Mp4,
        var names when names.Contains("webm") => WebM,
        var names when names.Contains("ogg") => "video/ogg",
        _ => Unknown,
    };
}
