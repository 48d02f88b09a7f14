using System.Diagnostics;
using System.Globalization;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Cli.Tests.Fixtures;

/// <summary>Makes clips with FFmpeg's own test sources.</summary>
internal static class TinyClips
{
    /// <summary>A moving test picture of 10 frames a second.</summary>
    public static Task<string> PatternAsync(TemporaryFolder folder, string name, double seconds, string source = "testsrc", int keyFrameEvery = 250) => FfmpegAsync(
        folder.File(name),
        "-f", "lavfi", "-i", string.Create(CultureInfo.InvariantCulture, $"{source}=size=96x64:rate=10:duration={seconds}"),
        "-pix_fmt", "yuv420p", "-g", keyFrameEvery.ToString(CultureInfo.InvariantCulture));

    /// <summary>Sound without a picture.</summary>
    public static Task<string> SoundAsync(TemporaryFolder folder, string name) => FfmpegAsync(folder.File(name), "-f", "lavfi", "-i", "sine=duration=1");

    private static async Task<string> FfmpegAsync(string path, params string[] arguments)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-loglevel", "error", "-y", .. arguments, "-threads", "1", path]) { RedirectStandardError = true })
            ?? throw new InvalidOperationException("ffmpeg did not start.");
        var complaints = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, complaints);
        return path;
    }
}
