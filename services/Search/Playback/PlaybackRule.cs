using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Conversion;

namespace MoTE.Indexing.Search.Playback;

/// <summary>What current browsers play, and the least that must be done to what they do not.</summary>
/// <remarks>
/// As it is: MP4 with H.264, VP9 or AV1 and AAC, MP3, Opus or no sound; WebM with VP8, VP9 or AV1 and Opus, Vorbis or no sound; pictures of 8 bit and
/// 4:2:0 (AV1 of 10 bit too). Anything else becomes MP4, and of its streams those are kept that play in one.
/// </remarks>
internal static class PlaybackRule
{
    /// <returns>Null for a video that plays as it is.</returns>
    public static Mp4Conversion? ConversionOf(VideoFormat? format) => format switch
    {
        null => Mp4Conversion.Everything,
        _ when PlaysAsMp4(format) || PlaysAsWebM(format) => null,
        _ => new Mp4Conversion(KeepsPicture: IsMp4Picture(format), KeepsSound: IsMp4Sound(format)),
    };

    private static bool PlaysAsMp4(VideoFormat format) => MediaTypes.Of(format) == MediaTypes.Mp4 && IsMp4Picture(format) && IsMp4Sound(format);

    private static bool PlaysAsWebM(VideoFormat format) => MediaTypes.Of(format) == MediaTypes.WebM
        && (format is { VideoCodec: "vp8" or "vp9", PixelFormat: "yuv420p" } or { VideoCodec: "av1", PixelFormat: "yuv420p" or "yuv420p10le" })
        && (format.AudioCodec is null or "opus" or "vorbis");

    private static bool IsMp4Picture(VideoFormat format) => format
        is { VideoCodec: "h264", PixelFormat: "yuv420p" or "yuvj420p" }
        or { VideoCodec: "vp9", PixelFormat: "yuv420p" }
        or { VideoCodec: "av1", PixelFormat: "yuv420p" or "yuv420p10le" };

    private static bool IsMp4Sound(VideoFormat format) => format.AudioCodec is null or "aac" or "mp3" or "opus";
}
