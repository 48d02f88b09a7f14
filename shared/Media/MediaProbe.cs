using System.Globalization;
using System.Text.Json;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media;

/// <summary>Asks ffprobe what a file holds. Safe to share between threads.</summary>
public sealed class MediaProbe
{
    private const int LongestReport = 16 << 20;
    private readonly MediaOptions _options;

    /// <summary>Creates a probe.</summary>
    /// <param name="options">Bounds; the defaults when left out.</param>
    public MediaProbe(MediaOptions? options = null) => _options = options ?? new MediaOptions();

    /// <summary>Reads the headers of a file's first real video stream; attached cover pictures are not videos.</summary>
    /// <exception cref="UserErrorException">The file is missing, empty, not a video, without a video stream or too large; one sentence says which.</exception>
    public async Task<VideoStreamInfo> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        FfmpegArguments.CheckFile(path);
        var tools = await FfmpegLocator.FindAsync(_options, cancellationToken).ConfigureAwait(false);
        string[] arguments =
        [
            .. FfmpegArguments.Memory(_options), "-loglevel", "level+error", .. FfmpegArguments.Guard(_options),
            "-show_format", "-show_streams", "-print_format", "json=compact=1", "-i", FfmpegArguments.File(path),
        ];
        using var process = FfmpegProcess.Start(tools.Ffprobe, arguments, limits: _options);
        var json = await RunAsync(path, process, token => process.ReadTextAsync(LongestReport, token), cancellationToken).ConfigureAwait(false);
        if (await process.ExitAsync(cancellationToken).ConfigureAwait(false) != 0) throw FfmpegArguments.NotAVideo(path, process.Complaints, _options);
        return Checked(path, Parsed(path, json));
    }

    /// <summary>Lists the presentation times of a stream's packets without decoding them: one packet is one frame in all but damaged files.</summary>
    /// <param name="path">The file.</param>
    /// <param name="info">What <see cref="ProbeAsync"/> said of it.</param>
    /// <param name="cancellationToken">Kills ffprobe.</param>
    /// <returns>Times from the file's start, ascending. Packets that an edit list hides are left out.</returns>
    /// <exception cref="UserErrorException">There is no packet, or there are more than <see cref="MediaOptions.MaxFrames"/>.</exception>
    public async Task<VideoTimeline> ReadTimelineAsync(string path, VideoStreamInfo info, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(info);
        FfmpegArguments.CheckFile(path);
        var tools = await FfmpegLocator.FindAsync(_options, cancellationToken).ConfigureAwait(false);
        string[] arguments =
        [
            .. FfmpegArguments.Memory(_options), "-loglevel", "level+error", .. FfmpegArguments.Guard(_options),
            "-select_streams", info.StreamIndex.ToString(CultureInfo.InvariantCulture), "-show_entries", "packet=pts_time,duration_time,flags",
            "-print_format", "csv=print_section=0", "-i", FfmpegArguments.File(path),
        ];
        var builder = new TimelineBuilder(info, _options.MaxFrames, path);
        using var process = FfmpegProcess.Start(tools.Ffprobe, arguments, limits: _options);
        return await RunAsync(path, process, async token =>
        {
            using var killed = token.Register(process.Kill);
            using var reader = new StreamReader(process.Output);
            while (await reader.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line) builder.Add(line);
            _ = await process.ExitAsync(token).ConfigureAwait(false);
            return builder.Build(process.Complaints);
        }, cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> RunAsync<T>(string path, FfmpegProcess process, Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.ProbeLimit);
        try
        {
            return await run(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill();
            throw new UnusableFileException(path, name => $"{name} was given up: probing took longer than {_options.ProbeLimit.TotalSeconds:0} seconds.", cause);
        }
    }

    private static VideoStreamInfo Parsed(string path, string json)
    {
        try
        {
            return ProbeJson.FirstVideo(path, json);
        }
        catch (JsonException cause)
        {
            throw new UnusableFileException(path, name => $"{name} has headers that ffprobe cannot report ({cause.Message}).", cause);
        }
    }

    private VideoStreamInfo Checked(string path, VideoStreamInfo info)
    {
        if (Math.Max(info.StoredWidth, info.StoredHeight) > _options.MaxSide || (long)info.StoredWidth * info.StoredHeight > _options.MaxPixels)
        {
            throw new UnusableFileException(
                path,
                name => $"{name} has frames of {info.StoredWidth}x{info.StoredHeight} pixels, but at most {_options.MaxSide} a side and {_options.MaxPixels} in all are decoded.");
        }

        return info;
    }
}
