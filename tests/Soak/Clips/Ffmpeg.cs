using System.Diagnostics;

namespace MoTE.Indexing.Soak.Clips;

/// <summary>Runs of FFmpeg that make files.</summary>
internal static class Ffmpeg
{
    /// <summary>Makes a file.</summary>
    /// <exception cref="InvalidOperationException">FFmpeg failed; with what it said.</exception>
    public static async Task MakeAsync(string path, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-nostdin", "-loglevel", "error", "-y", .. arguments, "-threads", "1", path]) { RedirectStandardError = true };
        using var ffmpeg = Process.Start(start) ?? throw new InvalidOperationException("ffmpeg did not start.");
        var complaints = await ffmpeg.StandardError.ReadToEndAsync(cancellationToken);
        await ffmpeg.WaitForExitAsync(cancellationToken);
        if (ffmpeg.ExitCode != 0)
            throw new InvalidOperationException($"ffmpeg could not make {path}: {complaints}");
    }
}
