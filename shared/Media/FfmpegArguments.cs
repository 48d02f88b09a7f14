using System.Globalization;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media;

/// <summary>Arguments that every reading of a media file shares, and what its complaints mean to a person.</summary>
internal static class FfmpegArguments
{
    /// <summary>
    /// Containers that are one self-contained file. Left out: formats that name other files (playlists, image sequences, concat), devices, and
    /// formats that make a video of any text. Sound formats are in, so that a sound file is told apart from rubbish.
    /// </summary>
    private const string Formats =
        "mov,matroska,avi,mpegts,mpegtsraw,mpeg,mpegvideo,m4v,h264,hevc,vvc,av1,obu,ivf,flv,live_flv,asf,ogg,gif,apng,mjpeg,mxf,nut,rm,dv,vc1,wtv,nsv,"
        + "yuv4mpegpipe,swf,ty,pva,vob,dirac,cavsvideo,h263,h261,bink,smk,roq,vmd,amv,mp3,wav,w64,flac,aac,ac3,eac3,aiff,amr,ape,caf,tta,wv,au,dts";

    /// <summary>Protocols, formats and memory for opening a hostile file; goes before the file itself.</summary>
    public static IEnumerable<string> Guard(MediaOptions options) =>
    [
        "-protocol_whitelist", "file,pipe", "-format_whitelist", Formats, "-max_pixels", options.MaxPixels.ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>The largest block of memory, for ffmpeg and ffprobe alike; goes first.</summary>
    public static IEnumerable<string> Memory(MediaOptions options) => ["-max_alloc", options.MaxFfmpegBlockBytes.ToString(CultureInfo.InvariantCulture)];

    /// <summary>A file by a name that cannot be taken for an option, a protocol or a pattern.</summary>
    public static string File(string path) => "file:" + Path.GetFullPath(path);

    /// <summary>Refuses what needs no program to be refused.</summary>
    /// <exception cref="UserErrorException">There is no such file, or it is empty.</exception>
    public static void CheckFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileInfo(path);
        if (Directory.Exists(path)) throw new UnusableFileException(path, name => $"{name} is a folder, not a video file.");
        if (!file.Exists) throw new UnusableFileException(path, name => $"{name} does not exist.");
        if (file.Length == 0) throw new UnusableFileException(path, name => $"{name} is empty (0 bytes).");
    }

    /// <summary>The sentence for a file that FFmpeg does not open.</summary>
    public static UnusableFileException NotAVideo(string path, IReadOnlyList<string> complaints, MediaOptions options)
    {
        if (complaints.Any(line => line.Contains("max pixel count", StringComparison.Ordinal)))
            return new UnusableFileException(path, name => $"{name} has larger frames than the {options.MaxPixels} pixels that are decoded.");
        if (complaints.Any(line => line.Contains("whitelist", StringComparison.OrdinalIgnoreCase)))
            return new UnusableFileException(path, name => $"{name} is not in a video format that is read.");
        return new UnusableFileException(path, name => $"{name} is not a video that FFmpeg can read{Reason(complaints, path)}.");
    }

    /// <summary>The first complaint in brackets, without the paths that FFmpeg was given; empty without complaints.</summary>
    public static string Reason(IReadOnlyList<string> complaints, params ReadOnlySpan<string> paths)
    {
        if (complaints.Count == 0) return "";
        var reason = complaints[0];
        foreach (var path in paths)
        {
            reason = reason.Replace($"{File(path)}: ", "", StringComparison.Ordinal).Replace(File(path), Path.GetFileName(path), StringComparison.Ordinal);
        }

        return $" ({reason.TrimEnd('.')})";
    }
}
