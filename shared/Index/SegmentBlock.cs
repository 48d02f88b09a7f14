using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>Room for segments in memory, each kind of number in one contiguous array. Rows are added at the end and never changed, so that anyone may read those that are there.</summary>
internal sealed class SegmentBlock
{
    private readonly SegmentWidths _widths;
    private readonly int _rowLength;
    private readonly float[] _vectors;
    private readonly SegmentPlace[] _places;
    private readonly SegmentScoring[] _scorings;
    private readonly int[] _nearest;

    public SegmentBlock(SegmentWidths widths, int capacity)
    {
        _widths = widths;
        _rowLength = 2 * VectorPairs.Padded(widths.Vector);
        Capacity = capacity;
        _vectors = GC.AllocateUninitializedArray<float>(checked(capacity * _rowLength));
        _places = new SegmentPlace[capacity];
        _scorings = new SegmentScoring[capacity];
        _nearest = new int[checked(capacity * widths.Nearest)];
    }

    /// <summary>Rows that there is room for.</summary>
    public int Capacity { get; }

    /// <summary>Rows that are filled, whether they are still wanted or not.</summary>
    public int Used { get; private set; }

    /// <summary>s and t of a row, as <see cref="VectorPairs"/> lays them.</summary>
    public ReadOnlySpan<float> Vectors(int row) => _vectors.AsSpan(row * _rowLength, _rowLength);

    public ReadOnlySpan<int> Nearest(int row) => _nearest.AsSpan(row * _widths.Nearest, _widths.Nearest);

    public ref readonly SegmentPlace Place(int row) => ref _places[row];

    public ref readonly SegmentScoring Scoring(int row) => ref _scorings[row];

    /// <summary>What the model knows of a row.</summary>
    public ViewEmbedding View(int row)
    {
        var (spatial, temporal) = VectorPairs.Unpack(Vectors(row), _widths.Vector);
        return new ViewEmbedding(spatial, temporal, Nearest(row).ToArray());
    }

    /// <summary>Adds the segments of a chunk; there is room for them.</summary>
    /// <returns>The first of their rows.</returns>
    public int Append(int segments, ChunkValues values)
    {
        var first = Used;
        values.Places.CopyTo(_places.AsSpan(first));
        values.Nearest.CopyTo(_nearest.AsSpan(first * _widths.Nearest));
        for (var i = 0; i < segments; i++)
        {
            var fit = new Range(i * _widths.Fit, (i + 1) * _widths.Fit);
            _scorings[first + i] = new SegmentScoring(values.Squares[i], new ArchiveGain(values.FitLogits[fit], values.FitSimilarities[fit]));
            var pair = values.Vectors.Slice(2 * i * _widths.Vector, 2 * _widths.Vector);
            VectorPairs.Pack(pair[.._widths.Vector], pair[_widths.Vector..], _vectors.AsSpan((first + i) * _rowLength, _rowLength));
        }

        Used += segments;
        return first;
    }

    /// <summary>Adds rows of another block of the same widths; there is room for them.</summary>
    /// <returns>The first of the rows here.</returns>
    public int Append(SegmentBlock source, int first, int count)
    {
        var target = Used;
        source._places.AsSpan(first, count).CopyTo(_places.AsSpan(target));
        source._scorings.AsSpan(first, count).CopyTo(_scorings.AsSpan(target));
        source._nearest.AsSpan(first * _widths.Nearest, count * _widths.Nearest).CopyTo(_nearest.AsSpan(target * _widths.Nearest));
        source._vectors.AsSpan(first * _rowLength, count * _rowLength).CopyTo(_vectors.AsSpan(target * _rowLength));
        Used += count;
        return target;
    }
}
