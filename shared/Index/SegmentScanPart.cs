using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>What one thread does of a scan.</summary>
internal sealed class SegmentScanPart
{
    private readonly ScanQuery[] _queries;
    private readonly BestSegments[] _best;
    private readonly int _width;

    // The queries that mean the video at hand, and their vectors.
    private readonly int[] _asking;
    private readonly float[] _vectors;
    private int _askingCount;
    private VideoId? _video;

    public SegmentScanPart(SegmentSnapshot snapshot, IReadOnlyList<ScanQuery> queries)
    {
        _queries = [.. queries];
        _best = [.. queries.Select(query => new BestSegments(query.Query.Count))];
        _width = VectorPairs.Padded(snapshot.Width);
        _asking = new int[queries.Count];
        _vectors = new float[queries.Count * _width];
    }

    /// <summary>For each query the best rows of those scanned.</summary>
    public IReadOnlyList<BestSegments> Best => _best;

    /// <summary>Scores rows.</summary>
    public void Scan(ReadOnlySpan<SegmentRun> runs)
    {
        Span<float> spatial = stackalloc float[VectorPairs.Four];
        Span<float> temporal = stackalloc float[VectorPairs.Four];
        foreach (var run in runs)
        {
            Ask(run.Video);
            for (var row = run.First; row < run.First + run.Count; row++)
            {
                var pair = run.Block.Vectors(row);
                ref readonly var scoring = ref run.Block.Scoring(row);
                var asked = 0;
                for (; asked <= _askingCount - VectorPairs.Four; asked += VectorPairs.Four)
                {
                    VectorPairs.DotFour(pair, _vectors.AsSpan(asked * _width, VectorPairs.Four * _width), spatial, temporal);
                    for (var i = 0; i < VectorPairs.Four; i++)
                    {
                        Score(run, row, scoring, _asking[asked + i], spatial[i], temporal[i]);
                    }
                }

                for (; asked < _askingCount; asked++)
                {
                    var (s, t) = VectorPairs.DotOne(pair, _vectors.AsSpan(asked * _width, _width));
                    Score(run, row, scoring, _asking[asked], s, t);
                }
            }
        }
    }

    private void Score(SegmentRun run, int row, in SegmentScoring scoring, int query, float spatial, float temporal)
    {
        if (!_queries[query].Query.IsClass || !scoring.Admits(spatial))
        {
            _best[query].Offer(run, row, scoring.GainAlone, scoring.ScoreAlone(spatial, temporal));
            return;
        }

        var gain = scoring.GainWith(run.Block.Nearest(row), _queries[query].Query.ClassSimilarities);
        _best[query].Offer(run, row, gain, scoring.ScoreAt(gain, spatial, temporal));
    }

    /// <summary>Lays out the queries that mean a video: fours among each other, the rest one after the other.</summary>
    private void Ask(VideoId video)
    {
        if (video == _video)
            return;

        (_video, _askingCount) = (video, 0);
        for (var i = 0; i < _queries.Length; i++)
        {
            if (_queries[i].Videos?.Contains(video) != false)
                _asking[_askingCount++] = i;
        }

        var fours = _askingCount - (_askingCount % VectorPairs.Four);
        for (var i = 0; i < _askingCount; i++)
        {
            var vector = _queries[_asking[i]].Query.Vector;
            if (i < fours)
                VectorPairs.PackFour(vector, i % VectorPairs.Four, _vectors.AsSpan((i - (i % VectorPairs.Four)) * _width, VectorPairs.Four * _width));
            else
                vector.CopyTo(_vectors, i * _width);
        }
    }
}
