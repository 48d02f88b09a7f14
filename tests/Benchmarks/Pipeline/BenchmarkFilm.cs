using System.Diagnostics;
using System.Globalization;

namespace MoTE.Indexing.Benchmarks.Pipeline;

/// <summary>Minutes of 720p at 25 frames a second, H.264 at about 4 Mbit/s, with a cut every 20 seconds: a rendered minute that is repeated.</summary>
internal static class BenchmarkFilm
{
    /// <summary>The film in a folder, rendered first where it is missing.</summary>
    public static async Task<string> RenderAsync(string folder, int minutes)
    {
        _ = Directory.CreateDirectory(folder);
        var (minute, film) = (Path.Combine(folder, "minute.mp4"), Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{minutes}-minutes.mp4")));
        if (!File.Exists(film))
        {
            const string Size = "size=1280x720:rate=25:duration=20";
            await FfmpegAsync(
                "-f", "lavfi", "-i", $"testsrc2={Size}", "-f", "lavfi", "-i", "mandelbrot=size=1280x720:rate=25", "-f", "lavfi", "-i", $"testsrc={Size}",
                "-filter_complex", "[1]trim=duration=20[m];[0][m][2]concat=n=3,noise=alls=6:allf=t,format=yuv420p", "-c:v", "libx264", "-preset", "veryfast", "-b:v", "4M", "-g", "100", minute);
            await FfmpegAsync("-stream_loop", (minutes - 1).ToString(CultureInfo.InvariantCulture), "-i", minute, "-c", "copy", film);
        }

        return film;
    }

    /// <summary>Minutes of small pictures with a cut every two seconds, so that the model has many times the work of decoding; rendered first where it is missing.</summary>
    public static async Task<string> RenderBusyAsync(string folder, int minutes)
    {
        _ = Directory.CreateDirectory(folder);
        var film = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{minutes}-busy-minutes.mp4"));
        if (!File.Exists(film))
        {
            var (scene, length) = (Path.Combine(folder, "scenes.mp4"), "size=320x240:rate=25,trim=duration=2");
            await FfmpegAsync(
                "-f", "lavfi", "-i", $"testsrc2={length}", "-f", "lavfi", "-i", $"smptebars={length}", "-f", "lavfi", "-i", $"mandelbrot={length}", "-f", "lavfi", "-i", $"rgbtestsrc={length}",
                "-filter_complex", "concat=n=4,format=yuv420p", "-c:v", "libx264", "-preset", "veryfast", "-g", "50", scene);
            await FfmpegAsync("-stream_loop", ((minutes * 60 / 8) - 1).ToString(CultureInfo.InvariantCulture), "-i", scene, "-c", "copy", film);
        }

        return film;
    }

    private static async Task FfmpegAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-loglevel", "error", "-y", .. arguments]))!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"FFmpeg ended with {process.ExitCode}.");
    }
}
