namespace MoTE.Indexing.Domain;

/// <summary>All that scoring a segment needs beside its vectors, prepared so that the usual query costs a comparison and two products.</summary>
public readonly struct SegmentScoring
{
    private readonly SegmentSquares _squares;
    private readonly ArchiveGain _gain;
    private readonly float _entry;
    private readonly float _inverseNorm;

    /// <summary>Prepares the scoring of a segment.</summary>
    /// <param name="squares">Its squares.</param>
    /// <param name="gain">Its gain.</param>
    public SegmentScoring(SegmentSquares squares, ArchiveGain gain)
    {
        // A segment whose s is zero matches nothing.
        (_squares, _gain) = squares.Spatial > 0 ? (squares, gain) : (default, default);
        _entry = squares.Spatial > 0 ? gain.EntryLogit * MathF.Sqrt(squares.Spatial) : float.PositiveInfinity;
        _inverseNorm = InverseNorm(_gain.Alone);
    }

    /// <summary>The gain without the query.</summary>
    public float GainAlone => _gain.Alone;

    /// <summary>Whether a query is among the five classes that make the gain (specification 13.3). Most are not.</summary>
    /// <param name="spatial">s·q.</param>
    public bool Admits(float spatial) => spatial > _entry;

    /// <summary>The gain with a query that is admitted.</summary>
    /// <param name="nearest">The segment's nearest fine-tuning classes.</param>
    /// <param name="classSimilarities">Cosine of the query with each fine-tuning class.</param>
    public float GainWith(ReadOnlySpan<int> nearest, float[] classSimilarities)
    {
        ArgumentNullException.ThrowIfNull(classSimilarities);
        var similarity = float.NegativeInfinity;
        foreach (var row in nearest)
        {
            similarity = MathF.Max(similarity, classSimilarities[row]);
        }

        return _gain.With(similarity);
    }

    /// <summary>The score at <see cref="GainAlone"/> (specification 13.2).</summary>
    /// <param name="spatial">s·q.</param>
    /// <param name="temporal">t·q.</param>
    public float ScoreAlone(float spatial, float temporal) => (spatial + (_gain.Alone * temporal)) * _inverseNorm;

    /// <summary>The score at any gain.</summary>
    public float ScoreAt(float gain, float spatial, float temporal) => (spatial + (gain * temporal)) * InverseNorm(gain);

    /// <summary>1 / |s + g·t|; 0 for a vector of no length.</summary>
    private float InverseNorm(float gain) => _squares.At(gain) is > 0 and var squared ? 1 / MathF.Sqrt(squared) : 0;
}
