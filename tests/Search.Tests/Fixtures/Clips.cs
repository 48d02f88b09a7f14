using System.Diagnostics;

namespace MoTE.Indexing.Search.Tests.Fixtures;

/// <summary>Makes clips with FFmpeg.</summary>
internal static class Clips
{
    /// <summary>A moving test picture of two seconds.</summary>
    public static readonly string[] Picture = ["-f", "lavfi", "-i", "testsrc=size=96x64:rate=25:duration=2", "-pix_fmt", "yuv420p"];

    /// <summary>Runs ffmpeg to the end; the test fails when it does.</summary>
    public static async Task MakeAsync(string path, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-loglevel", "error", "-y", .. arguments, "-threads", "1", path]) { RedirectStandardError = true })
            ?? throw new InvalidOperationException("ffmpeg did not start.");
        var complaints = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, complaints);
    }
}
