using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media;

/// <summary>Finds ffmpeg and ffprobe, and says how to get them where they are missing.</summary>
public static partial class FfmpegLocator
{
    private static readonly ConcurrentDictionary<string, Task<FfmpegTools>> Found = new();

    /// <summary>Finds both programs on PATH, or in the folder that the options name.</summary>
    /// <exception cref="UserErrorException">One is missing, does not run, or is older than version 4.4.</exception>
    public static async Task<FfmpegTools> FindAsync(MediaOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folders = options.FfmpegFolder ?? Environment.GetEnvironmentVariable("PATH") ?? "";
        var search = Found.GetOrAdd(folders, static key => SearchAsync(key));
        try
        {
            return await search.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (UserErrorException)
        {
            _ = Found.TryRemove(folders, out _);    // it may be installed by the next call
            throw;
        }
    }

    private static async Task<FfmpegTools> SearchAsync(string folders)
    {
        var (ffmpeg, ffprobe) = (Locate("ffmpeg", folders), Locate("ffprobe", folders));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var process = FfmpegProcess.Start(ffmpeg, ["-version"]);
        string text;
        try
        {
            text = await process.ReadTextAsync(1 << 16, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cause)
        {
            throw new UserErrorException($"The ffmpeg that was found did not say its version within 30 seconds.", cause);
        }

        var match = VersionLine().Match(text);
        var version = match.Success
            ? new Version(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))
            : new Version(99, 0);
        if (version < new Version(4, 4)) throw new UserErrorException($"The ffmpeg that was found is version {version}, but version 4.4 or later is needed.");
        return new FfmpegTools(ffmpeg, ffprobe, version);
    }

    private static string Locate(string name, string folders)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe"] : [""];
        var found = folders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(File.Exists);
        return found is not null
            ? Path.GetFullPath(found)
            : throw new UserErrorException($"{name} is missing: install FFmpeg with your package manager (for example: apt-get install ffmpeg) or from https://ffmpeg.org.");
    }

    [GeneratedRegex(@"^ffmpeg version n?(\d+)\.(\d+)")]
    private static partial Regex VersionLine();
}
