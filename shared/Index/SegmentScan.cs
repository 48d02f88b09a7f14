using System.Collections.Concurrent;

namespace MoTE.Indexing.Index;

/// <summary>Compares queries with every segment of a snapshot in one pass over memory.</summary>
internal static class SegmentScan
{
    private const int RunsAtOnce = 32;

    /// <summary>The best rows of each query, best first; they do not depend on how the rows are spread over threads or which queries are asked together.</summary>
    /// <param name="snapshot">The segments.</param>
    /// <param name="queries">Queries that fit them.</param>
    /// <param name="parallelism">Threads at most.</param>
    public static IReadOnlyList<IReadOnlyList<FoundSegment>> Best(SegmentSnapshot snapshot, IReadOnlyList<ScanQuery> queries, int parallelism)
    {
        var parts = new ConcurrentBag<SegmentScanPart>();
        Parallel.ForEach(
            Partitioner.Create(0, snapshot.Runs.Length, RunsAtOnce),
            new ParallelOptions { MaxDegreeOfParallelism = parallelism },
            () => new SegmentScanPart(snapshot, queries),
            (range, _, part) =>
            {
                part.Scan(snapshot.Runs.AsSpan(range.Item1..range.Item2));
                return part;
            },
            parts.Add);
        return [.. queries.Select((query, i) => BestSegments.Merge(parts.Select(part => part.Best[i]), query.Query.Count))];
    }
}
