namespace MoTE.Indexing.Index;

/// <summary>The best rows seen so far, as many as a query wants.</summary>
/// <param name="count">How many are kept at most, at least 1.</param>
internal sealed class BestSegments(int count)
{
    // The head is the worst that is kept.
    private readonly PriorityQueue<FoundSegment, FoundSegment> _kept = new();
    private float _worst = float.NegativeInfinity;

    /// <summary>Keeps a row if it is better than the worst that is kept.</summary>
    public void Offer(SegmentRun run, int row, float gain, float score)
    {
        // Nearly no row of a large archive is better.
        if (score >= _worst)
            Keep(new FoundSegment(run, row, gain, score));
    }

    /// <summary>The best of several, best first.</summary>
    public static IReadOnlyList<FoundSegment> Merge(IEnumerable<BestSegments> parts, int count) =>
        [.. parts.SelectMany(part => part._kept.UnorderedItems, (_, item) => item.Element).OrderDescending().Take(count)];

    private void Keep(FoundSegment found)
    {
        if (_kept.Count < count)
            _kept.Enqueue(found, found);
        else
            _kept.EnqueueDequeue(found, found);
        if (_kept.Count == count)
            _worst = _kept.Peek().Score;
    }
}
