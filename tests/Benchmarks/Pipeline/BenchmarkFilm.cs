using System.Diagnostics;
using System.Globalization;

namespace MoTE.Indexing.Benchmarks.Pipeline;

/// <summary>Films that are rendered once: a scene that is repeated.</summary>
internal static class BenchmarkFilm
{
    /// <summary>720p at 25 frames a second, H.264 at about 4 Mbit/s, with a cut every 20 seconds.</summary>
    public const string Usual = "1280x720, a cut every 20 s";

    /// <summary>Small pictures with a cut every two seconds, so that the model has many times the work of decoding.</summary>
    public const string Busy = "320x240, a cut every 2 s";

    /// <summary>A film in a folder, rendered first where it is missing.</summary>
    public static async Task<string> RenderAsync(string film, string folder, int minutes)
    {
        var (scene, seconds) = film == Busy ? (await BusySceneAsync(folder), 8) : (await UsualSceneAsync(folder), 60);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{minutes}-minutes-of-{Path.GetFileName(scene)}"));
        if (!File.Exists(path))
            await FfmpegAsync("-stream_loop", ((minutes * 60 / seconds) - 1).ToString(CultureInfo.InvariantCulture), "-i", scene, "-c", "copy", path);
        return path;
    }

    private static Task<string> UsualSceneAsync(string folder)
    {
        const string Size = "size=1280x720:rate=25:duration=20";
        return SceneAsync(
            folder, "usual.mp4",
            "-f", "lavfi", "-i", $"testsrc2={Size}", "-f", "lavfi", "-i", "mandelbrot=size=1280x720:rate=25", "-f", "lavfi", "-i", $"testsrc={Size}",
            "-filter_complex", "[1]trim=duration=20[m];[0][m][2]concat=n=3,noise=alls=6:allf=t,format=yuv420p", "-c:v", "libx264", "-preset", "veryfast", "-b:v", "4M", "-g", "100");
    }

    private static Task<string> BusySceneAsync(string folder)
    {
        const string Length = "size=320x240:rate=25,trim=duration=2";
        return SceneAsync(
            folder, "busy.mp4",
            "-f", "lavfi", "-i", $"testsrc2={Length}", "-f", "lavfi", "-i", $"smptebars={Length}", "-f", "lavfi", "-i", $"mandelbrot={Length}", "-f", "lavfi", "-i", $"rgbtestsrc={Length}",
            "-filter_complex", "concat=n=4,format=yuv420p", "-c:v", "libx264", "-preset", "veryfast", "-g", "50");
    }

    private static async Task<string> SceneAsync(string folder, string name, params string[] arguments)
    {
        var scene = Path.Combine(Directory.CreateDirectory(folder).FullName, name);
        if (!File.Exists(scene))
            await FfmpegAsync([.. arguments, scene]);
        return scene;
    }

    private static async Task FfmpegAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-loglevel", "error", "-y", .. arguments]))!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"FFmpeg ended with {process.ExitCode}.");
    }
}
