namespace MoTE.Indexing.Index.Tests;

public sealed class VectorPairsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(64)]
    [InlineData(512)]
    [InlineData(517)]
    public void DotOne_AnyWidth_IsTheSumOfProducts(int width)
    {
        var random = new Random(width);
        var (spatial, temporal, query) = (Numbers(random, width), Numbers(random, width), Numbers(random, width));
        var row = Row(spatial, temporal);

        var (s, t) = VectorPairs.DotOne(row, Padded(query));

        Assert.Equal(Expected(spatial, query), s, 1e-4);
        Assert.Equal(Expected(temporal, query), t, 1e-4);
        Assert.Equal(spatial, VectorPairs.Unpack(row, width).Spatial);
        Assert.Equal(temporal, VectorPairs.Unpack(row, width).Temporal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(517)]
    public void DotFour_AnyWidth_GivesTheBitsOfDotOne(int width)
    {
        var random = new Random(width);
        var row = Row(Numbers(random, width), Numbers(random, width));
        var queries = Enumerable.Range(0, VectorPairs.Four).Select(_ => Numbers(random, width)).ToList();
        var four = new float[VectorPairs.Four * VectorPairs.Padded(width)];
        for (var i = 0; i < queries.Count; i++)
        {
            VectorPairs.PackFour(queries[i], i, four);
        }

        var (spatial, temporal) = (new float[VectorPairs.Four], new float[VectorPairs.Four]);

        VectorPairs.DotFour(row, four, spatial, temporal);

        Assert.Equal(queries.Select(query => VectorPairs.DotOne(row, Padded(query))), spatial.Zip(temporal));
    }

    [Fact]
    public void Dot_WidthsThatDiffer_AreRefused()
    {
        var width = VectorPairs.Padded(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => VectorPairs.DotOne(new float[4 * width], new float[width]));
        Assert.Throws<ArgumentOutOfRangeException>(() => VectorPairs.DotFour(new float[2 * width], new float[3 * width], new float[4], new float[4]));
    }

    private static float[] Row(float[] spatial, float[] temporal)
    {
        var row = new float[2 * VectorPairs.Padded(spatial.Length)];
        row.AsSpan().Fill(float.NaN);   // whatever was there
        VectorPairs.Pack(spatial, temporal, row);
        return row;
    }

    private static float[] Padded(float[] query) => [.. query, .. new float[VectorPairs.Padded(query.Length) - query.Length]];

    private static double Expected(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
