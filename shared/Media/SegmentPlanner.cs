namespace MoTE.Indexing.Media;

/// <summary>Divides a video evenly in time into segments of bounded length. Every frame is in exactly one of them.</summary>
/// <remarks>
/// Division is by presentation time, not by frame number, so that the bound holds for variable frame rates. A stretch of time in which no
/// frame begins makes no segment, and a segment never lasts longer than the bound, however long its last frame stands.
/// </remarks>
public static class SegmentPlanner
{
    /// <summary>The longest segment unless told otherwise.</summary>
    public static readonly TimeSpan DefaultLongest = TimeSpan.FromSeconds(10);

    /// <summary>Plans the segments of a video.</summary>
    /// <param name="timeline">When its frames are shown.</param>
    /// <param name="longest">The longest a segment may last; above zero.</param>
    /// <returns>At least one segment, in order, together holding all frames.</returns>
    public static IReadOnlyList<SegmentRange> Plan(VideoTimeline timeline, TimeSpan longest)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(longest, TimeSpan.Zero);
        var length = timeline.End - timeline.FrameTimes[0];
        var parts = Math.Max(1, (long)Math.Ceiling(length / longest));
        var plan = Divide(timeline, parts);

        // A boundary between two frames can make one part longer by a frame: then one more part is needed.
        if (plan.Any(range => range.End - range.Start > longest)) plan = Divide(timeline, parts + 1);
        return [.. plan.Select(range => range.End - range.Start > longest ? range with { End = range.Start + longest } : range)];
    }

    private static List<SegmentRange> Divide(VideoTimeline timeline, long parts)
    {
        var times = timeline.FrameTimes;
        var start = times[0];
        var length = Math.Max(1, (timeline.End - start).Ticks);
        var plan = new List<SegmentRange>();
        for (int first = 0, next; first < times.Count; first = next)
        {
            var part = PartOf(times[first]);
            for (next = first + 1; next < times.Count && PartOf(times[next]) == part;) next++;
            plan.Add(new SegmentRange(plan.Count, first, next - first, times[first], next < times.Count ? times[next] : timeline.End));
        }

        return plan;

        long PartOf(TimeSpan time) => (long)Int128.Clamp((Int128)(time - start).Ticks * parts / length, 0, parts - 1);
    }
}
