using System.Globalization;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media;

/// <summary>Encodes frames to H.264 in MP4 with FFmpeg. The file appears whole or not at all.</summary>
public static class VideoWriter
{
    /// <summary>Encodes frames that are made one after the other.</summary>
    /// <param name="path">The file to make or replace; its folder exists.</param>
    /// <param name="width">Columns of every frame.</param>
    /// <param name="height">Rows of every frame.</param>
    /// <param name="fps">Frames per second, above 0.</param>
    /// <param name="frames">At least one frame, in order.</param>
    /// <param name="options">How to encode; the defaults when null.</param>
    /// <param name="cancellationToken">Kills FFmpeg; no file is left.</param>
    /// <exception cref="ArgumentException">A size is odd (4:2:0 needs even ones), or a frame has another size.</exception>
    /// <exception cref="UserErrorException">FFmpeg is missing or cannot write the file.</exception>
    public static Task WriteAsync(
        string path, int width, int height, double fps, IEnumerable<RgbImage> frames, VideoWriterOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frames);
        return WriteAsync(path, width, height, fps, frames.ToAsyncEnumerable(), options, cancellationToken);
    }

    /// <inheritdoc cref="WriteAsync(string, int, int, double, IEnumerable{RgbImage}, VideoWriterOptions?, CancellationToken)"/>
    public static async Task WriteAsync(
        string path, int width, int height, double fps, IAsyncEnumerable<RgbImage> frames, VideoWriterOptions? options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fps);
        options ??= new VideoWriterOptions();
        var (outWidth, outHeight) = (options.Width ?? width, options.Height ?? height);
        if (outWidth < 2 || outHeight < 2 || outWidth % 2 != 0 || outHeight % 2 != 0)
            throw new ArgumentException($"H.264 with 4:2:0 colours needs even sizes of at least 2, but {outWidth}x{outHeight} was asked for.", nameof(width));

        var tools = await FfmpegLocator.FindAsync(new MediaOptions(), cancellationToken).ConfigureAwait(false);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var process = FfmpegProcess.Start(tools.Ffmpeg, Arguments(temporary, width, height, fps, options)))
            {
                using var cancelled = cancellationToken.Register(process.Kill);
                await SendAsync(process, width, height, frames, cancellationToken).ConfigureAwait(false);
                var exitCode = await process.ExitAsync(cancellationToken).ConfigureAwait(false);
                if (exitCode != 0) throw new UnusableFileException(path, name => $"{name} could not be encoded{FfmpegArguments.Reason(process.Complaints, temporary)}.");
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static async Task SendAsync(FfmpegProcess process, int width, int height, IAsyncEnumerable<RgbImage> frames, CancellationToken cancellationToken)
    {
        var input = process.Input;
        var number = 0;
        try
        {
            await foreach (var frame in frames.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (frame.Width != width || frame.Height != height)
                    throw new ArgumentException($"Frame {number} is {frame.Width}x{frame.Height}, but {width}x{height} was announced.", nameof(frames));
                await input.WriteAsync(frame.Samples, CancellationToken.None).ConfigureAwait(false);
                number++;
            }

            if (number == 0) throw new ArgumentException("A video needs at least one frame.", nameof(frames));
            await input.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // FFmpeg closed its end: it was killed by cancellation, or its exit code and complaints say why.
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static List<string> Arguments(string path, int width, int height, double fps, VideoWriterOptions options)
    {
        var (outWidth, outHeight) = (options.Width ?? width, options.Height ?? height);
        var rate = fps.ToString("R", CultureInfo.InvariantCulture);
        List<string> arguments =
        [
            "-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+error", "-f", "rawvideo", "-pixel_format", "rgb24",
            "-video_size", $"{width}x{height}", "-framerate", rate, "-i", "pipe:0",
        ];
        if ((outWidth, outHeight) != (width, height)) arguments.AddRange(["-vf", $"scale={outWidth}:{outHeight}:flags=area"]);
        arguments.AddRange(
        [
            "-c:v", "libx264", "-preset", options.Preset, "-crf", options.Crf.ToString(CultureInfo.InvariantCulture),
            "-threads", options.Threads.ToString(CultureInfo.InvariantCulture), "-pix_fmt", "yuv420p",
        ]);
        if (options.KeyFrames is { Count: > 0 } keys)
            arguments.AddRange(["-force_key_frames", string.Join(',', keys.Select(key => ((key - 0.25) / fps).ToString("0.######", CultureInfo.InvariantCulture)).Select(time => time.StartsWith('-') ? "0" : time))]);
        arguments.AddRange(["-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1", "-movflags", "+faststart", "-f", "mp4", "-y", FfmpegArguments.File(path)]);
        return arguments;
    }
}
