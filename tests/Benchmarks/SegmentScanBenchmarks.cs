using BenchmarkDotNet.Attributes;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;

namespace MoTE.Indexing.Benchmarks;

/// <summary>One query against every segment of an archive in memory: 100,000 segments are about 280 hours of video.</summary>
[MemoryDiagnoser]
public class SegmentScanBenchmarks
{
    private const int Width = 512;
    private const int Classes = 400;
    private SegmentBlock _block = null!;
    private SegmentQuery _query = null!;

    [Params(10_000, 100_000)]
    public int Segments { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var id = VideoId.Parse(new string('a', 64));
        _block = new SegmentBlock("model", 1, Segments, Width, 5, 5) { ClassCount = Classes };
        for (var row = 0; row < Segments; row++)
        {
            _block.Segments[row] = new Segment(id, row, TimeSpan.FromSeconds(10 * row), TimeSpan.FromSeconds(10 * (row + 1)), 0, 1);
            Fill(random, _block.Spatial(row));
            Fill(random, _block.Temporal(row));
            Fill(random, _block.FitLogits(row));
            Fill(random, _block.FitSimilarities(row));
            _block.Squares[row] = (Width / 3f, 0, Width / 3f);
            foreach (ref var nearest in _block.Nearest(row))
            {
                nearest = random.Next(Classes);
            }
        }

        var (vector, similarities) = (new float[Width], new float[Classes]);
        Fill(random, vector);
        Fill(random, similarities);
        _query = new SegmentQuery("model", vector, similarities, Count: 1000);
    }

    /// <summary>Scores all segments and keeps the best thousand.</summary>
    [Benchmark]
    public IReadOnlyList<SegmentMatch> Best() => SegmentScan.Best(_block, _query, null, CancellationToken.None);

    private static void Fill(Random random, Span<float> values)
    {
        foreach (ref var value in values)
        {
            value = (random.NextSingle() * 2) - 1;
        }
    }
}
