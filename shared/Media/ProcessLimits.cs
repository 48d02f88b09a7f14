using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MoTE.Indexing.Media;

/// <summary>Lets Linux itself hold a program to its memory and processor time, so that no file can exceed them whatever the program does with it.</summary>
/// <remarks>On other systems the limits on waiting remain.</remarks>
internal static class ProcessLimits
{
    private const int CpuTime = 0;
    private const int Data = 2;
    private const int NoSuchProcess = 3;

    // The program gets a signal at the first limit, and is killed at the second.
    private const ulong Grace = 5;

    /// <summary>Limits a program that has just been started.</summary>
    public static void Apply(int process, MediaOptions options)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess) return;
        var seconds = (ulong)Math.Ceiling(Math.Max(1, options.CpuLimit.TotalSeconds));
        Lower(process, CpuTime, seconds, seconds + Grace);
        Lower(process, Data, (ulong)options.MaxFfmpegBytes, (ulong)options.MaxFfmpegBytes);
    }

    // A limit that is lower already stays.
    private static void Lower(int process, int resource, ulong soft, ulong hard)
    {
        if (prlimit(process, resource, 0, out var present) == 0)
        {
            var lowered = new Limit(Math.Min(soft, present.Soft), Math.Min(hard, present.Hard));
            if (prlimit(process, resource, in lowered, 0) == 0) return;
        }

        var error = Marshal.GetLastPInvokeError();
        if (error != NoSuchProcess) throw new Win32Exception(error, $"FFmpeg's process {process} could not be limited: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int prlimit(int process, int resource, nint limit, out Limit old);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int prlimit(int process, int resource, in Limit limit, nint old);

    private readonly record struct Limit(ulong Soft, ulong Hard);
}
