using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>Room for segments in memory, each kind of number in one contiguous array. Rows are added at the end and never changed, so that anyone may read those that are there.</summary>
internal sealed class SegmentBlock
{
    private readonly SegmentWidths _widths;
    private readonly float[] _vectors;
    private readonly SegmentPlace[] _places;
    private readonly SegmentSquares[] _squares;
    private readonly ArchiveGain[] _gains;
    private readonly int[] _nearest;

    public SegmentBlock(SegmentWidths widths, int capacity)
    {
        _widths = widths;
        Capacity = capacity;
        _vectors = GC.AllocateUninitializedArray<float>(checked(capacity * 2 * widths.Vector));
        _places = new SegmentPlace[capacity];
        _squares = new SegmentSquares[capacity];
        _gains = new ArchiveGain[capacity];
        _nearest = new int[checked(capacity * widths.Nearest)];
    }

    /// <summary>Rows that there is room for.</summary>
    public int Capacity { get; }

    /// <summary>Rows that are filled, whether they are still wanted or not.</summary>
    public int Used { get; private set; }

    /// <summary>s, then t, of a row.</summary>
    public ReadOnlySpan<float> Vectors(int row) => _vectors.AsSpan(row * 2 * _widths.Vector, 2 * _widths.Vector);

    public ReadOnlySpan<float> Spatial(int row) => Vectors(row)[.._widths.Vector];

    public ReadOnlySpan<float> Temporal(int row) => Vectors(row)[_widths.Vector..];

    public ReadOnlySpan<int> Nearest(int row) => _nearest.AsSpan(row * _widths.Nearest, _widths.Nearest);

    public ref readonly SegmentPlace Place(int row) => ref _places[row];

    public ref readonly SegmentSquares Squares(int row) => ref _squares[row];

    public ref readonly ArchiveGain Gain(int row) => ref _gains[row];

    /// <summary>Adds the segments of a chunk; there is room for them.</summary>
    /// <returns>The first of their rows.</returns>
    public int Append(int segments, ChunkValues values)
    {
        var first = Used;
        for (var i = 0; i < segments; i++)
        {
            var fit = new Range(i * _widths.Fit, (i + 1) * _widths.Fit);
            _gains[first + i] = new ArchiveGain(values.FitLogits[fit], values.FitSimilarities[fit]);
        }

        return Append(segments, values.Places, values.Squares, values.Nearest, values.Vectors);
    }

    /// <summary>Adds rows of another block of the same widths; there is room for them.</summary>
    /// <returns>The first of the rows here.</returns>
    public int Append(SegmentBlock source, int first, int count)
    {
        source._gains.AsSpan(first, count).CopyTo(_gains.AsSpan(Used));
        return Append(
            count,
            source._places.AsSpan(first, count),
            source._squares.AsSpan(first, count),
            source._nearest.AsSpan(first * _widths.Nearest, count * _widths.Nearest),
            source._vectors.AsSpan(first * 2 * _widths.Vector, count * 2 * _widths.Vector));
    }

    private int Append(
        int count, ReadOnlySpan<SegmentPlace> places, ReadOnlySpan<SegmentSquares> squares, ReadOnlySpan<int> nearest, ReadOnlySpan<float> vectors)
    {
        var first = Used;
        places.CopyTo(_places.AsSpan(first));
        squares.CopyTo(_squares.AsSpan(first));
        nearest.CopyTo(_nearest.AsSpan(first * _widths.Nearest));
        vectors.CopyTo(_vectors.AsSpan(first * 2 * _widths.Vector));
        Used += count;
        return first;
    }
}
