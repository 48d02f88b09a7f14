using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media;

/// <summary>Decodes a whole clip into memory with one program start: FFmpeg's report of each frame says how large it is.</summary>
internal static class ClipReading
{
    public static async Task<IReadOnlyList<VideoFrame>> ReadAsync(string path, MediaOptions options, FfmpegTools tools, CancellationToken cancellationToken)
    {
        using var budget = new WaitBudget(options.DecodeLimit, options.StallLimit);
        var reports = new FrameReports(null);
        const string Filter = $"scale=flags={FrameFilter.ScalerFlags},format=rgb24,{FrameFilter.Report}";
        using var process = FfmpegProcess.Start(tools.Ffmpeg, DecodeArguments.For(path, "0:V:0", Filter, options, tools), line =>
        {
            reports.Take(line);
            budget.Alive();
        }, options);
        using var spent = budget.Spent.Register(process.Kill);
        using var cancelled = cancellationToken.Register(process.Kill);
        DecodeArguments.SendFilter(process, Filter);

        budget.Begin();
        var frames = new List<VideoFrame>();
        var reported = reports.CompleteAfterAsync(process.ErrorsEnded);
        var (width, height) = (0, 0);
        while (await reports.Marks.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false) && reports.Marks.TryRead(out var mark))
        {
            // FFmpeg scales later frames to the size of the first.
            if (frames.Count == 0) (width, height) = (mark.Width, mark.Height);
            var bytes = 3L * width * height;
            if (bytes * (frames.Count + 1) > options.MaxClipBytes)
                throw new UnusableFileException(path, name => $"{name} decodes to more than {options.MaxClipBytes} bytes, which is too much for a clip that is held in memory.");
            var samples = GC.AllocateUninitializedArray<byte>(checked((int)bytes));
            var count = await process.Output.ReadAtLeastAsync(samples, samples.Length, throwOnEndOfStream: false, CancellationToken.None).ConfigureAwait(false);
            if (count < samples.Length) break;
            frames.Add(new VideoFrame(mark.Number, mark.Time, new RgbImage(width, height, samples)));
        }

        await reported.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (budget.Spent.IsCancellationRequested) throw new UnusableFileException(path, name => $"{name} was given up: FFmpeg took too long.");
        if (frames.Count == 0) throw Failure(path, process.Complaints, options);
        var exitCode = await process.ExitAsync(cancellationToken).ConfigureAwait(false);
        if (exitCode >= 128) throw new UnusableFileException(path, name => $"{name} made FFmpeg break off after {frames.Count} frames (exit code {exitCode}).");
        return frames;
    }

    private static UnusableFileException Failure(string path, IReadOnlyList<string> complaints, MediaOptions options)
    {
        if (complaints.Any(line => line.Contains("matches no streams", StringComparison.Ordinal))) return new UnusableFileException(path, name => $"{name} has no video stream.");
        if (complaints.Any(line => line.StartsWith("file:", StringComparison.Ordinal))) return FfmpegArguments.NotAVideo(path, complaints, options);
        return new UnusableFileException(path, name => $"No frame of {name} could be decoded{FfmpegArguments.Reason(complaints, path)}.");
    }
}
