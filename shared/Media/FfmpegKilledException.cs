using System.Globalization;

namespace MoTE.Indexing.Media;

/// <summary>
/// FFmpeg was ended from outside while it read a file: the file made it crash, the machine was short of memory, or the service is being stopped. It may go well
/// another time, so it is no fault of the file before it has happened again and again.
/// </summary>
public sealed class FfmpegKilledException : IOException
{
    private const int First = 128 + 1;
    private const int Last = 128 + 31;

    // What FFmpeg ends with when it was asked to.
    private const int Asked = 255;

    internal FfmpegKilledException(int exitCode)
        : base(exitCode == Asked
            ? "FFmpeg was told to end while it read the file."
            : string.Create(CultureInfo.InvariantCulture, $"FFmpeg was ended by signal {exitCode - 128} while it read the file."))
    {
    }

    /// <summary>Whether a program that ended so was ended by a signal. One that used up its processor time was not: that is a limit that the file met.</summary>
    internal static bool Is(int exitCode) => exitCode is (>= First and <= Last and not FfmpegProcess.OutOfProcessorTime) or Asked;
}
