using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>What one thread does of a scan.</summary>
internal sealed class SegmentScanPart
{
    private readonly IReadOnlyList<ScanQuery> _queries;
    private readonly int _width;

    // The queries that mean the video at hand, and their vectors one after the other, as many as fill whole groups.
    private readonly List<int> _asking = [];
    private readonly float[] _vectors;
    private VideoId? _video;

    public SegmentScanPart(SegmentSnapshot snapshot, IReadOnlyList<ScanQuery> queries)
    {
        _queries = queries;
        _width = snapshot.Width;
        _vectors = new float[(queries.Count + VectorPairs.Queries - 1) / VectorPairs.Queries * VectorPairs.Queries * _width];
        Best = [.. queries.Select(query => new BestSegments(query.Query.Count))];
    }

    /// <summary>For each query the best rows of those scanned.</summary>
    public IReadOnlyList<BestSegments> Best { get; }

    /// <summary>Scores rows.</summary>
    public void Scan(ReadOnlySpan<SegmentRun> runs)
    {
        Span<float> spatial = stackalloc float[VectorPairs.Queries];
        Span<float> temporal = stackalloc float[VectorPairs.Queries];
        foreach (var run in runs)
        {
            Ask(run.Video);
            if (_asking.Count == 0)
                continue;

            for (var row = run.First; row < run.First + run.Count; row++)
            {
                for (var first = 0; first < _asking.Count; first += VectorPairs.Queries)
                {
                    VectorPairs.Dot(run.Block.Vectors(row), _vectors.AsSpan(first * _width, VectorPairs.Queries * _width), spatial, temporal);
                    for (var i = first; i < Math.Min(first + VectorPairs.Queries, _asking.Count); i++)
                    {
                        var (gain, score) = Score(run.Block, row, _queries[_asking[i]].Query, spatial[i - first], temporal[i - first]);
                        Best[_asking[i]].Offer(new FoundSegment(run, row, gain, score));
                    }
                }
            }
        }
    }

    /// <summary>The gain and the score of a row (specification 13.3 and 13.2), given s·q and t·q.</summary>
    private static (float Gain, float Score) Score(SegmentBlock block, int row, SegmentQuery query, float spatial, float temporal)
    {
        ref readonly var squares = ref block.Squares(row);
        if (squares.Spatial <= 0)
            return (0, 0);

        ref readonly var gains = ref block.Gain(row);
        var gain = gains.Admits(spatial / MathF.Sqrt(squares.Spatial)) ? gains.With(Similarity(block.Nearest(row), query.ClassSimilarities)) : gains.Alone;
        var squared = squares.At(gain);
        return (gain, squared > 0 ? (spatial + (gain * temporal)) / MathF.Sqrt(squared) : 0);
    }

    private static float Similarity(ReadOnlySpan<int> nearest, float[] classSimilarities)
    {
        var largest = float.NegativeInfinity;
        foreach (var row in nearest)
        {
            largest = MathF.Max(largest, classSimilarities[row]);
        }

        return largest;
    }

    private void Ask(VideoId video)
    {
        if (video == _video)
            return;

        _video = video;
        _asking.Clear();
        for (var i = 0; i < _queries.Count; i++)
        {
            if (_queries[i].Videos?.Contains(video) == false)
                continue;
            _queries[i].Query.Vector.CopyTo(_vectors, _asking.Count * _width);
            _asking.Add(i);
        }
    }
}
