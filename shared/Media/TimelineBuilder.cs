using System.Globalization;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media;

/// <summary>Makes a timeline of the packets that ffprobe lists, one per line: time, duration, flags.</summary>
internal sealed class TimelineBuilder(VideoStreamInfo info, int maxFrames, string path)
{
    private readonly List<(TimeSpan? Time, bool IsKey)> _packets = [];
    private TimeSpan _lastTime = TimeSpan.MinValue;
    private TimeSpan? _lastDuration;

    /// <summary>Takes one line.</summary>
    public void Add(string line)
    {
        var fields = line.Split(',');
        if (fields.Length < 3 || fields[2].Contains('D', StringComparison.Ordinal)) return;
        if (_packets.Count >= maxFrames) throw new UnusableFileException(path, name => $"{name} has more than {maxFrames} frames.");
        var time = Time(fields[0]) - info.FileStart;
        _packets.Add((time, fields[2].Contains('K', StringComparison.Ordinal)));
        if (time >= _lastTime)
        {
            _lastTime = time.Value;
            _lastDuration = Time(fields[1]);
        }
    }

    /// <summary>Ends the list.</summary>
    public VideoTimeline Build(IReadOnlyList<string> complaints)
    {
        if (_packets.Count == 0) throw new UnusableFileException(path, name => $"{name} holds no video frame{FfmpegArguments.Reason(complaints, path)}.");
        var frame = TimeSpan.FromSeconds(1 / Math.Clamp(info.FrameRate ?? 25, 0.001, 1000));
        var timed = _packets.TrueForAll(packet => packet.Time is not null);
        (TimeSpan Time, bool IsKey)[] frames = timed
            ? [.. _packets.Select(packet => (packet.Time!.Value, packet.IsKey)).OrderBy(packet => packet.Value)]
            : [.. _packets.Select((packet, number) => (frame * number, packet.IsKey))];    // raw streams have no times: count frames instead
        var last = _lastDuration is { } duration && duration > TimeSpan.Zero ? duration : frame;
        return new VideoTimeline([.. frames.Select(packet => packet.Time)], frames[^1].Time + last)
        {
            KeyFrames = [.. Enumerable.Range(0, frames.Length).Where(number => frames[number].IsKey)],
            IsSeekable = timed && KeysAscend(),
            Complaint = complaints.Count > 0 ? complaints[0] : null,
        };
    }

    // Not so where two recordings were joined and the clock starts anew.
    private bool KeysAscend()
    {
        var last = TimeSpan.MinValue;
        foreach (var (time, isKey) in _packets)
        {
            if (!isKey) continue;
            if (time <= last) return false;
            last = time!.Value;
        }

        return true;
    }

    private static TimeSpan? Time(string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? MediaTime.FromSeconds(seconds) : null;
}
