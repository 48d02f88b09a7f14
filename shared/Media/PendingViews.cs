using System.Diagnostics.CodeAnalysis;

namespace MoTE.Indexing.Media;

/// <summary>Collects sampled frames until their segment is complete.</summary>
internal sealed class PendingViews<TFrame>
{
    private readonly IReadOnlyList<SegmentRange> _segments;
    private readonly int[][] _numbers;
    private readonly Dictionary<int, TFrame> _frames = [];
    private readonly TimeSpan _longest;
    private int _next;

    public PendingViews(IReadOnlyList<SegmentRange> segments, TimeSpan longest, Func<int, IReadOnlyList<int>> sampling)
    {
        (_segments, _longest) = (segments, longest);
        _numbers = [.. segments.Select(segment => sampling(segment.FrameCount).Select(offset => Within(segment, offset)).ToArray())];
        Wanted = [.. _numbers.SelectMany(numbers => numbers).Distinct().Order()];
    }

    /// <summary>Numbers of all frames that any segment needs.</summary>
    public IReadOnlyList<int> Wanted { get; }

    /// <summary>The first frame that is in no segment taken so far.</summary>
    public int NextFrame => _next == 0 ? _segments[0].FirstFrame : _segments[_next - 1].EndFrame;

    /// <summary>The number that the next segment has.</summary>
    public int NextNumber => _next == 0 ? _segments[0].Number : _segments[_next - 1].Number + 1;

    /// <summary>Keeps a frame.</summary>
    public void Add(int number, TFrame frame) => _frames[number] = frame;

    /// <summary>Takes the next segment if all its frames are among the first <paramref name="decoded"/> of the video.</summary>
    /// <param name="decoded">How many frames have surely decoded.</param>
    /// <param name="timeOf">Time of a frame; null beyond those decoded.</param>
    /// <param name="end">When the video ends.</param>
    /// <param name="view">The segment with its frames.</param>
    public bool TryTake(int decoded, Func<int, TimeSpan?> timeOf, TimeSpan end, [NotNullWhen(true)] out SegmentView<TFrame>? view)
    {
        view = null;
        if (_next == _segments.Count || _segments[_next].EndFrame > decoded) return false;
        var (range, numbers) = (_segments[_next], _numbers[_next]);
        var start = timeOf(range.FirstFrame) ?? range.Start;
        var until = timeOf(range.EndFrame) ?? (_next == _segments.Count - 1 ? end : range.End);
        until = until < start ? start : until > start + _longest ? start + _longest : until;
        view = new SegmentView<TFrame>(range with { Start = start, End = until }, 0, numbers, [.. numbers.Select(number => _frames[number])]);
        foreach (var number in numbers) _ = _frames.Remove(number);
        _next++;
        return true;
    }

    private static int Within(SegmentRange segment, int offset) => offset >= 0 && offset < segment.FrameCount
        ? segment.FirstFrame + offset
        : throw new ArgumentOutOfRangeException(nameof(offset), offset, $"A sampled frame lies outside a segment of {segment.FrameCount} frames.");
}
