using System.Globalization;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Conversion;

/// <summary>Makes MP4 files that browsers play out of whatever FFmpeg reads. Safe to share between threads.</summary>
public sealed class Mp4Converter
{
    private const string ProgressTime = "out_time_us=";
    private const string Written = "progress=end";
    private readonly MediaOptions _media;
    private readonly Mp4ConversionOptions _options;
    private readonly MediaProbe _probe;

    /// <summary>Creates a converter.</summary>
    /// <param name="media">Bounds on reading; the defaults when left out.</param>
    /// <param name="options">Bounds on converting; the defaults when left out.</param>
    public Mp4Converter(MediaOptions? media = null, Mp4ConversionOptions? options = null)
    {
        _media = media ?? new MediaOptions();
        _options = options ?? new Mp4ConversionOptions();
        _probe = new MediaProbe(_media);
    }

    /// <summary>Converts a file. The result begins with its index, so that a player need not read to the end first.</summary>
    /// <param name="source">The file to read.</param>
    /// <param name="destination">The file to make or replace; on failure none is left.</param>
    /// <param name="conversion">What is kept and what is made anew.</param>
    /// <param name="progress">Told how much of the video is done; called from other threads.</param>
    /// <param name="cancellationToken">Kills FFmpeg.</param>
    /// <exception cref="UserErrorException">FFmpeg cannot convert the file within the bounds.</exception>
    public Task ConvertAsync(string source, string destination, Mp4Conversion conversion, IProgress<TimeSpan>? progress, CancellationToken cancellationToken) =>
        MakeAsync(source, destination, conversion, [], [], progress, cancellationToken);

    /// <summary>Cuts a part out of a file, exact to a frame: both streams are made anew.</summary>
    /// <param name="source">The file to read.</param>
    /// <param name="destination">The file to make or replace; on failure none is left.</param>
    /// <param name="start">Where the part starts, from the start of the file.</param>
    /// <param name="length">How long it is; what lies behind the file's end is left out.</param>
    /// <param name="cancellationToken">Kills FFmpeg.</param>
    /// <exception cref="UserErrorException">FFmpeg cannot make the part within the bounds.</exception>
    public Task CutAsync(string source, string destination, TimeSpan start, TimeSpan length, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(start, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        return MakeAsync(source, destination, Mp4Conversion.Everything, ["-ss", Seconds(start)], ["-t", Seconds(length)], progress: null, cancellationToken);
    }

    private async Task MakeAsync(
        string source, string destination, Mp4Conversion conversion, string[] seek, string[] bound, IProgress<TimeSpan>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(destination);
        ArgumentNullException.ThrowIfNull(conversion);
        var info = await _probe.ProbeAsync(source, cancellationToken).ConfigureAwait(false);
        var tools = await FfmpegLocator.FindAsync(_media, cancellationToken).ConfigureAwait(false);
        try
        {
            await RunAsync(tools.Ffmpeg, source, destination, Arguments(source, destination, conversion, info, seek, bound), progress, cancellationToken).ConfigureAwait(false);
            if (new FileInfo(destination).Length >= _options.OutputBytesMost)
                throw new UnusableFileException(source, name => $"{name} would become larger than {_options.OutputBytesMost} bytes as MP4.");
        }
        catch
        {
            File.Delete(destination);
            throw;
        }
    }

    private async Task RunAsync(
        string ffmpeg, string source, string destination, IEnumerable<string> arguments, IProgress<TimeSpan>? progress, CancellationToken cancellationToken)
    {
        using var process = FfmpegProcess.Start(ffmpeg, arguments);
        using var budget = new WaitBudget(_options.TimeLimit, _options.StallLimit);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, budget.Spent);
        await using var killed = stop.Token.Register(process.Kill).ConfigureAwait(false);
        budget.Begin();
        await ReadProgressAsync(process, budget, progress).ConfigureAwait(false);
        budget.End();
        var exitCode = await process.ExitAsync(cancellationToken).ConfigureAwait(false);
        if (budget.Spent.IsCancellationRequested)
            throw new UnusableFileException(source, name => $"{name} was given up: converting it stood still, or took longer than {_options.TimeLimit.TotalHours:0.#} hours.");
        if (exitCode != 0)
            throw new UnusableFileException(source, name => $"{name} could not be converted{FfmpegArguments.Reason(process.Complaints, source, destination)}.");
    }

    // FFmpeg prints its place about twice a second, moving or not: only a place further on is a sign of life.
    private static async Task ReadProgressAsync(FfmpegProcess process, WaitBudget budget, IProgress<TimeSpan>? progress)
    {
        using var reader = new StreamReader(process.Output, leaveOpen: true);
        var furthest = -1L;
        while (await reader.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
        {
            if (line == Written)
                budget.Alive();
            if (!line.StartsWith(ProgressTime, StringComparison.Ordinal)
                || !long.TryParse(line.AsSpan(ProgressTime.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var microseconds)
                || microseconds <= furthest)
            {
                continue;
            }

            furthest = microseconds;
            budget.Alive();
            progress?.Report(TimeSpan.FromMicroseconds(microseconds));
        }
    }

    private List<string> Arguments(string source, string destination, Mp4Conversion conversion, VideoStreamInfo info, string[] seek, string[] bound)
    {
        var threads = Number(_options.Threads);
        List<string> arguments =
        [
            .. FfmpegArguments.Memory(_media), "-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+error", "-progress", "pipe:1", "-threads", threads,
            .. FfmpegArguments.Guard(_media), .. seek, "-i", FfmpegArguments.File(source), .. bound,
            "-map", $"0:{Number(info.StreamIndex)}", "-map", "0:a:0?", "-map_metadata", "-1", "-map_chapters", "-1",
        ];
        arguments.AddRange(conversion.KeepsPicture
            ? ["-c:v", "copy"]
            : ["-vf", Filter(info), "-c:v", "libx264", "-preset", _options.Preset, "-crf", Number(_options.Crf), "-threads", threads]);
        arguments.AddRange(conversion.KeepsSound ? ["-c:a", "copy"] : ["-c:a", "aac", "-b:a", "128k", "-ac", "2"]);
        arguments.AddRange(
        [
            "-max_muxing_queue_size", "4096", "-fs", Number(_options.OutputBytesMost), "-movflags", "+faststart", "-f", "mp4", "-y", FfmpegArguments.File(destination),
        ]);
        return arguments;
    }

    // Square pixels, even sizes, colours as players expect them.
    private string Filter(VideoStreamInfo info)
    {
        var shrink = Math.Min(1, _options.ShorterSideMost / (double)Math.Min(info.DisplayWidth, info.DisplayHeight));
        return $"scale={Even(info.DisplayWidth * shrink)}:{Even(info.DisplayHeight * shrink)}:out_range=tv,setsar=1,format=yuv420p";
    }

    private static string Even(double size) => Number(Math.Max(2, 2 * (long)Math.Round(size / 2)));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
