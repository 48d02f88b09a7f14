using System.Globalization;
using System.Text.Json;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media;

/// <summary>Reads what ffprobe prints about a file.</summary>
internal static class ProbeJson
{
    /// <summary>The first video stream that is neither a cover picture nor without a size.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static VideoStreamInfo FirstVideo(string path, string json)
    {
        using var document = JsonDocument.Parse(json);
        var streams = document.RootElement.TryGetProperty("streams", out var list) ? list.EnumerateArray().ToArray() : [];
        var format = document.RootElement.TryGetProperty("format", out var found) ? found : default;
        var video = Array.Find(streams, stream => Text(stream, "codec_type") == "video" && !IsPicture(stream) && Number(stream, "width") > 0);
        if (video.ValueKind == JsonValueKind.Undefined) throw NoVideo(path, streams);
        return new VideoStreamInfo
        {
            StreamIndex = (int)(Number(video, "index") ?? 0),
            Container = Text(format, "format_name") ?? "unknown",
            Codec = Text(video, "codec_name") ?? "unknown",
            PixelFormat = Text(video, "pix_fmt"),
            StoredWidth = (int)Math.Clamp(Number(video, "width") ?? 0, 1, int.MaxValue),
            StoredHeight = (int)Math.Clamp(Number(video, "height") ?? 0, 1, int.MaxValue),
            RotationDegrees = Rotation(video),
            PixelAspectRatio = Ratio(Text(video, "sample_aspect_ratio"), ':') ?? 1,
            FrameRate = Ratio(Text(video, "avg_frame_rate"), '/') ?? Ratio(Text(video, "r_frame_rate"), '/'),
            Duration = Seconds(video, "duration") ?? Seconds(format, "duration"),
            FileStart = Seconds(format, "start_time", allowNegative: true) ?? TimeSpan.Zero,
            ClaimedFrames = Number(video, "nb_frames"),
            AudioCodec = streams.Where(stream => Text(stream, "codec_type") == "audio").Select(stream => Text(stream, "codec_name") ?? "unknown").FirstOrDefault(),
        };
    }

    private static UnusableFileException NoVideo(string path, JsonElement[] streams)
    {
        var holds = streams.Select(stream => IsPicture(stream) ? "a cover picture" : Text(stream, "codec_type") switch
        {
            "audio" => "audio",
            "subtitle" => "subtitles",
            "video" => "a video stream without a picture size",
            _ => "data",
        }).Distinct().ToArray();
        return new UnusableFileException(path, name => holds.Length == 0
            ? $"{name} has no video stream: it holds nothing at all."
            : $"{name} has no video stream: it holds only {string.Join(" and ", holds)}.");
    }

    private static bool IsPicture(JsonElement stream) =>
        stream.TryGetProperty("disposition", out var flags) && (Number(flags, "attached_pic") == 1 || Number(flags, "timed_thumbnails") == 1);

    // ffprobe counts the display matrix counter-clockwise.
    private static int Rotation(JsonElement stream)
    {
        if (!stream.TryGetProperty("side_data_list", out var list)) return 0;
        foreach (var data in list.EnumerateArray())
        {
            if (Number(data, "rotation") is { } degrees) return (int)((((-degrees) % 360) + 360) % 360);
        }

        return 0;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number) return value.TryGetInt64(out var number) ? number : null;
        return long.TryParse(Text(element, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
    }

    private static double? Ratio(string? text, char separator)
    {
        var parts = text?.Split(separator);
        if (parts?.Length != 2) return null;
        var over = double.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator);
        var under = double.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var denominator);
        return over && under && numerator > 0 && denominator > 0 ? numerator / denominator : null;
    }

    private static TimeSpan? Seconds(JsonElement element, string name, bool allowNegative = false)
    {
        if (!double.TryParse(Text(element, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)) return null;
        return MediaTime.FromSeconds(seconds) is { } time && (allowNegative || time >= TimeSpan.Zero) ? time : null;
    }
}
