using System.Globalization;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media;

/// <summary>Makes a timeline of the packets that ffprobe lists, one per line: time, duration, flags.</summary>
internal sealed class TimelineBuilder(VideoStreamInfo info, int maxFrames, string path)
{
    private readonly List<TimeSpan?> _times = [];
    private TimeSpan _lastTime = TimeSpan.MinValue;
    private TimeSpan? _lastDuration;

    /// <summary>Takes one line.</summary>
    public void Add(string line)
    {
        var fields = line.Split(',');
        if (fields.Length < 3 || fields[2].Contains('D', StringComparison.Ordinal)) return;
        if (_times.Count >= maxFrames) throw new UserErrorException($"{path} has more than {maxFrames} frames.");
        var time = Time(fields[0]) - info.FileStart;
        _times.Add(time);
        if (time >= _lastTime)
        {
            _lastTime = time.Value;
            _lastDuration = Time(fields[1]);
        }
    }

    /// <summary>Ends the list.</summary>
    public VideoTimeline Build(IReadOnlyList<string> complaints)
    {
        if (_times.Count == 0) throw new UserErrorException($"{path} holds no video frame{FfmpegArguments.Reason(complaints)}.");
        var frame = TimeSpan.FromSeconds(1 / Math.Clamp(info.FrameRate ?? 25, 0.001, 1000));
        TimeSpan[] times = _times.TrueForAll(time => time is not null)
            ? [.. _times.Select(time => time!.Value).Order()]
            : [.. _times.Select((_, number) => frame * number)];    // raw streams have no times: count frames instead
        var last = _lastDuration is { } duration && duration > TimeSpan.Zero ? duration : frame;
        return new VideoTimeline(times, times[^1] + last);
    }

    private static TimeSpan? Time(string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? MediaTime.FromSeconds(seconds) : null;
}
