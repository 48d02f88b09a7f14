namespace MoTE.Indexing.Search;

/// <summary>Makes answers of segments.</summary>
internal static class SegmentGroups
{
    /// <summary>Groups segments; each group is in the order of segment numbers.</summary>
    /// <param name="segments">Best first.</param>
    /// <param name="grouping">What one answer is.</param>
    /// <returns>In the order of each group's best segment.</returns>
    public static IEnumerable<(RelevantSegment Best, IReadOnlyList<RelevantSegment> All)> Of(IReadOnlyList<RelevantSegment> segments, SearchGrouping grouping) => grouping switch
    {
        SearchGrouping.Segment => segments.Select(Alone),
        SearchGrouping.Video => segments.DistinctBy(segment => segment.VideoId).Select(Alone),
        SearchGrouping.Moment => Moments(segments),
        _ => throw new ArgumentOutOfRangeException(nameof(grouping), grouping, "No such grouping."),
    };

    private static (RelevantSegment, IReadOnlyList<RelevantSegment>) Alone(RelevantSegment segment) => (segment, [segment]);

    private static IEnumerable<(RelevantSegment, IReadOnlyList<RelevantSegment>)> Moments(IReadOnlyList<RelevantSegment> segments)
    {
        var left = segments.ToDictionary(segment => (segment.VideoId, segment.Number));
        foreach (var best in segments)
        {
            if (!left.Remove((best.VideoId, best.Number)))
                continue;   // part of an earlier moment
            var moment = new LinkedList<RelevantSegment>([best]);
            while (left.Remove((best.VideoId, moment.First!.Value.Number - 1), out var before))
                moment.AddFirst(before);
            while (left.Remove((best.VideoId, moment.Last!.Value.Number + 1), out var after))
                moment.AddLast(after);
            yield return (best, [.. moment]);
        }
    }
}
