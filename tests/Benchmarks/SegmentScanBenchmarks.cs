using BenchmarkDotNet.Attributes;
using MoTE.Indexing.Index;

namespace MoTE.Indexing.Benchmarks;

/// <summary>Queries against every segment of an archive in memory, on one core: 10,000 segments are about 28 hours of video.</summary>
[MemoryDiagnoser]
public class SegmentScanBenchmarks
{
    private const int Segments = 10_000;
    private SegmentSnapshot _snapshot = null!;
    private ScanQuery[] _queries = null!;

    /// <summary>Queries that share the pass.</summary>
    [Params(1, 4, 10)]
    public int Queries { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _snapshot = RandomSegments.Snapshot(Segments);
        _queries = [.. Enumerable.Range(0, Queries).Select(seed => new ScanQuery(RandomSegments.Query(seed), Videos: null))];
    }

    /// <summary>Scores all segments and keeps the best thousand of each query.</summary>
    [Benchmark]
    public int Best() => SegmentScan.Best(_snapshot, _queries, parallelism: 1).Sum(found => found.Count);
}
