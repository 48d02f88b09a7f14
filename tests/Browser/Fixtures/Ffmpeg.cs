using System.Diagnostics;

namespace MoTE.Indexing.Browser.Tests.Fixtures;

/// <summary>Runs FFmpeg.</summary>
internal static class Ffmpeg
{
    /// <summary>Runs it to its end, over files that are there already.</summary>
    public static Task RunAsync(params string[] arguments) => FeedAsync(ReadOnlyMemory<byte>.Empty, arguments);

    /// <summary>The same, with something to read from its input.</summary>
    public static async Task FeedAsync(ReadOnlyMemory<byte> input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-loglevel", "error", "-y", .. arguments]) { RedirectStandardInput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("ffmpeg did not start.");
        var complaints = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.WriteAsync(input, TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await complaints);
    }
}
