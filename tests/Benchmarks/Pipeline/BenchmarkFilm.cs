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

    private static async Task FfmpegAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-loglevel", "error", "-y", .. arguments]))!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"FFmpeg ended with {process.ExitCode}.");
    }
}
