using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Media;

/// <summary>One decoding of one video: frames come through a bounded channel; leaving the loop or cancelling kills FFmpeg.</summary>
internal sealed class FrameReading
{
    private readonly string _path;
    private readonly VideoStreamInfo _info;
    private readonly MediaOptions _options;
    private readonly FfmpegTools _tools;
    private readonly DecodeRequest _request;
    private readonly PicturePool? _pool;
    private readonly int[]? _numbers;
    private readonly int _width;
    private readonly int _height;
    private FrameReports _reports;
    private Func<int>? _complaintCount;
    private int _delivered;
    private long _bytes;

    public FrameReading(string path, VideoStreamInfo info, DecodeRequest request, MediaOptions options, FfmpegTools tools, PicturePool? pool = null)
    {
        (_path, _info, _options, _tools, _request, _pool) = (path, info, options, tools, request, pool);
        _numbers = request.Numbers is null ? null : [.. request.Numbers.Distinct().Order()];
        if (_numbers is [< 0, ..]) throw new ArgumentException($"Frame numbers count from 0, but {_numbers[0]} was asked for.", nameof(request));
        (_width, _height) = FrameSize.Of(info, request);
        _reports = new FrameReports(info.FrameRate);
    }

    /// <summary>How many complaints of FFmpeg there were so far.</summary>
    public int ComplaintCount => _complaintCount?.Invoke() ?? 0;

    /// <summary>Starts FFmpeg and hands over the wanted frames in presentation order.</summary>
    /// <exception cref="UserErrorException">No frame decodes, or a bound is reached.</exception>
    public async IAsyncEnumerable<VideoFrame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var frames = Channel.CreateBounded<VideoFrame>(new BoundedChannelOptions(Math.Max(1, _options.FramesAhead)) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var production = OwnThread.Run(() => Produce(frames.Writer, stop.Token));
        try
        {
            await foreach (var frame in frames.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();    // the channel hands over what it holds, cancelled or not
                yield return frame;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await production.ConfigureAwait(false);
        }
    }

    // Ends the channel with whatever went wrong, so that the reader throws it.
    private void Produce(ChannelWriter<VideoFrame> writer, CancellationToken cancellationToken)
    {
        try
        {
            if (!Run(writer, _numbers, cancellationToken))
            {
                // FFmpeg began to count anew, so its choice of frames is wrong from there on: take all of them and choose here.
                _reports = new FrameReports(_info.FrameRate);
                _ = Run(writer, null, cancellationToken);
            }

            if (_reports.Count == 0 && !_request.MayBeEmpty) throw new InvalidOperationException($"{_path} ended without a frame and without a reason.");
            _ = writer.TryComplete();
        }
#pragma warning disable CA1031 // The exception is handed to the reader of the channel.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _ = writer.TryComplete(failure);
        }
    }

    // False when FFmpeg has to run again without choosing frames.
    private bool Run(ChannelWriter<VideoFrame> writer, int[]? chosen, CancellationToken cancellationToken)
    {
        using var budget = new WaitBudget(_options.DecodeLimit, _options.StallLimit);
        var reports = _reports;
        var filter = FrameFilter.For(chosen, _width, _height, FrameSize.Shrinks(_info, _request));
        var arguments = DecodeArguments.For(_path, $"0:{_info.StreamIndex}", filter, _options, _tools, _request.KeepTimes, _request.SeekTo);
        using var process = FfmpegProcess.Start(_tools.Ffmpeg, arguments, line =>
        {
            reports.Take(line);
            budget.Alive();
        }, _options);
        _complaintCount = () => process.ComplaintCount;
        var reported = reports.CompleteAfterAsync(process.ErrorsEnded);
        using var spent = budget.Spent.Register(process.Kill);
        using var cancelled = cancellationToken.Register(process.Kill);
        DecodeArguments.SendFilter(process, filter);

        for (var index = 0; ; index++)
        {
            if (_numbers is not null && _delivered == _numbers.Length) return true;
            var samples = _pool?.Rent() ?? GC.AllocateUninitializedArray<byte>(checked(3 * _width * _height));
            budget.Begin();
            var count = process.Output.ReadAtLeast(samples, samples.Length, throwOnEndOfStream: false);
            budget.End();
            CheckBounds(reports, budget, cancellationToken);
            if (count < samples.Length) break;
            if (chosen is not null && index >= chosen.Length) return false;
            var number = chosen is null ? index : chosen[index];
            var mark = Mark(reports, number, cancellationToken);
            if (chosen is not null && reports.Restarted) return false;
            if (mark is null) throw new InvalidOperationException($"A picture of {_path} came without a report: number {number} of {reports.Count}.");
            if (!IsNext(number)) continue;
            _delivered++;
            OwnThread.Wait(writer.WriteAsync(new VideoFrame(number, mark.Value.Time, new RgbImage(_width, _height, samples)), cancellationToken));
        }

        budget.Begin();
        var exitCode = process.ExitAsync(cancellationToken).GetAwaiter().GetResult();
        reported.GetAwaiter().GetResult();
        budget.End();
        CheckBounds(reports, budget, cancellationToken);
        if (chosen is not null && reports.Restarted) return false;
        if (exitCode == FfmpegProcess.OutOfProcessorTime)
            throw new UnusableFileException(_path, name => $"{name} was given up after {reports.Count} frames: FFmpeg used more than {_options.CpuLimit.TotalSeconds:0} seconds of processor time.");
        if (reports.Count == 0 && !_request.MayBeEmpty) throw NoFrame(process.Complaints);
        if (exitCode >= 128) throw new UnusableFileException(_path, name => $"{name} made FFmpeg break off after {reports.Count} frames (exit code {exitCode}).");
        return true;
    }

    private bool IsNext(int number) => _numbers is null ? number >= _delivered : _delivered < _numbers.Length && _numbers[_delivered] == number;

    // The report of a frame is written before its picture, so this waits for a line in flight at most. Pictures that come after FFmpeg began to
    // count anew have numbers from there on, so their reports show that it did. Null when there is no such report.
    private static FrameMark? Mark(FrameReports reports, int number, CancellationToken cancellationToken)
    {
        while (OwnThread.Wait(reports.Marks.WaitToReadAsync(cancellationToken)))
        {
            while (reports.Marks.TryRead(out var mark))
            {
                if (mark.Number >= number) return mark;
            }
        }

        return null;
    }

    private void CheckBounds(FrameReports reports, WaitBudget budget, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (budget.Spent.IsCancellationRequested)
        {
            throw new UnusableFileException(
                _path,
                name => $"{name} was given up after {reports.Count} frames: FFmpeg was silent for {_options.StallLimit.TotalSeconds:0} seconds or took longer than {_options.DecodeLimit.TotalSeconds:0}.");
        }

        if (reports.Count > _options.MaxFrames) throw new UnusableFileException(_path, name => $"{name} has more than {_options.MaxFrames} frames.");
        _bytes += 3L * _width * _height;
        if (_bytes > _options.MaxOutputBytes) throw new UnusableFileException(_path, name => $"{name} decodes to more than {_options.MaxOutputBytes} bytes.");
    }

    private UnusableFileException NoFrame(IReadOnlyList<string> complaints) => new(_path, name => $"No frame of {name} could be decoded{FfmpegArguments.Reason(complaints, _path)}.");
}
