using System.Globalization;
using System.Text;

namespace MoTE.Indexing.Media;

/// <summary>FFmpeg's arguments for turning one video stream into raw RGB on standard output.</summary>
internal static class DecodeArguments
{
    // Linux refuses a single argument of 128 KiB; longer filters go through standard input.
    private const int LongestFilter = 100_000;

    public static IEnumerable<string> For(
        string path, string stream, string filter, MediaOptions options, FfmpegTools tools, bool keepTimes = false, TimeSpan? seekTo = null) =>
    [
        "-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+info", .. FfmpegArguments.Memory(options),
        "-filter_threads", options.DecoderThreads.ToString(CultureInfo.InvariantCulture), "-threads", options.DecoderThreads.ToString(CultureInfo.InvariantCulture), .. FfmpegArguments.Guard(options),
        .. keepTimes ? (string[])["-copyts", "-start_at_zero"] : [],
        .. seekTo is { } time ? (string[])["-ss", time.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture)] : [],
        "-i", FfmpegArguments.File(path), "-map", stream, .. Filter(filter, tools),
        .. tools.Version >= new Version(5, 1) ? (string[])["-fps_mode", "passthrough"] : ["-vsync", "passthrough"],
        "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1",
    ];

    /// <summary>Gives a long filter to the program and ends its input.</summary>
    public static void SendFilter(FfmpegProcess process, string filter)
    {
        using var input = process.Input;
        if (filter.Length <= LongestFilter) return;
        try
        {
            input.Write(Encoding.ASCII.GetBytes(filter));
        }
        catch (IOException) when (process.HasExited)
        {
            // It gave up before reading; its complaints say why.
        }
    }

    private static string[] Filter(string filter, FfmpegTools tools)
    {
        if (filter.Length <= LongestFilter) return ["-filter:v", filter];
        return [tools.Version >= new Version(7, 0) ? "-/filter:v" : "-filter_script:v", "pipe:0"];
    }
}
