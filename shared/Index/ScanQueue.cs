namespace MoTE.Indexing.Index;

/// <summary>Lets queries that are asked at the same time share passes over memory instead of competing for it.</summary>
/// <remarks>One pass runs at a time, on every core it may use. What is asked meanwhile waits, and goes together in the next.</remarks>
/// <param name="options">Bounds.</param>
internal sealed class ScanQueue(SegmentIndexOptions options)
{
    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _waiting = new();
    private bool _working;

    /// <summary>The best rows of a snapshot for a query, best first.</summary>
    public Task<IReadOnlyList<FoundSegment>> FindAsync(SegmentSnapshot snapshot, ScanQuery query, CancellationToken cancellationToken)
    {
        query.Check(snapshot);
        var waiting = new Waiting(snapshot, query, cancellationToken);
        lock (_lock)
        {
            _waiting.Enqueue(waiting);
            if (!_working)
                _ = Task.Run(Work, CancellationToken.None);
            _working = true;
        }

        return waiting.Answer.Task.WaitAsync(cancellationToken);
    }

    private void Work()
    {
        while (Next() is { Count: > 0 } together)
        {
            try
            {
                var found = SegmentScan.Best(together[0].Snapshot, [.. together.Select(waiting => waiting.Query)], options.Threads);
                for (var i = 0; i < together.Count; i++)
                {
                    together[i].Answer.SetResult(found[i]);
                }
            }
#pragma warning disable CA1031 // Whatever it is, it belongs to those who asked.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                together.ForEach(waiting => waiting.Answer.TrySetException(failure));
            }
        }
    }

    /// <summary>Takes the queries of the next pass; none ends the work.</summary>
    private List<Waiting> Next()
    {
        var together = new List<Waiting>();
        lock (_lock)
        {
            while (together.Count < options.QueriesPerPass && _waiting.TryPeek(out var next) && (together.Count == 0 || next.Snapshot == together[0].Snapshot))
            {
                _waiting.Dequeue();
                if (!next.CancellationToken.IsCancellationRequested)
                    together.Add(next);
            }

            _working = together.Count > 0;
        }

        return together;
    }

    private sealed record Waiting(SegmentSnapshot Snapshot, ScanQuery Query, CancellationToken CancellationToken)
    {
        public TaskCompletionSource<IReadOnlyList<FoundSegment>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
