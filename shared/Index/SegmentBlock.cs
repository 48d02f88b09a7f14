using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>Every segment of one model in memory, each kind of number in one contiguous array, in the order of video identity and number.</summary>
internal sealed class SegmentBlock
{
    private readonly int _nearestCount;
    private readonly int _fitCount;

    public SegmentBlock(string modelFingerprint, long generation, int count, int width, int nearestCount, int fitCount)
    {
        ModelFingerprint = modelFingerprint;
        Generation = generation;
        Count = count;
        Width = width;
        _nearestCount = nearestCount;
        _fitCount = fitCount;
        Segments = new Segment[count];
        SpatialValues = new float[checked(count * width)];
        TemporalValues = new float[checked(count * width)];
        Squares = new (float, float, float)[count];
        NearestValues = new int[checked(count * nearestCount)];
        FitLogitValues = new float[checked(count * fitCount)];
        FitSimilarityValues = new float[checked(count * fitCount)];
    }

    public string ModelFingerprint { get; }

    /// <summary>Changes whenever the stored segments of the model change.</summary>
    public long Generation { get; }

    /// <summary>N, segments.</summary>
    public int Count { get; }

    /// <summary>D, numbers per vector.</summary>
    public int Width { get; }

    /// <summary>One more than the largest fine-tuning class named by any segment.</summary>
    public int ClassCount { get; set; }

    public Segment[] Segments { get; }

    /// <summary>|s|², s·t, |t|² of each segment.</summary>
    public (float SpatialSquared, float SpatialTemporal, float TemporalSquared)[] Squares { get; }

    private float[] SpatialValues { get; }

    private float[] TemporalValues { get; }

    private int[] NearestValues { get; }

    private float[] FitLogitValues { get; }

    private float[] FitSimilarityValues { get; }

    public Span<float> Spatial(int row) => SpatialValues.AsSpan(row * Width, Width);

    public Span<float> Temporal(int row) => TemporalValues.AsSpan(row * Width, Width);

    public Span<int> Nearest(int row) => NearestValues.AsSpan(row * _nearestCount, _nearestCount);

    public Span<float> FitLogits(int row) => FitLogitValues.AsSpan(row * _fitCount, _fitCount);

    public Span<float> FitSimilarities(int row) => FitSimilarityValues.AsSpan(row * _fitCount, _fitCount);
}
