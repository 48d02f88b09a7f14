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
    public void Dot_AnyWidth_IsTheSumOfProducts(int width)
    {
        var random = new Random(width);
        var row = Numbers(random, 2 * width);
        var queries = Numbers(random, VectorPairs.Queries * width);
        var (spatial, temporal) = (new float[VectorPairs.Queries], new float[VectorPairs.Queries]);

        VectorPairs.Dot(row, queries, spatial, temporal);

        for (var query = 0; query < VectorPairs.Queries; query++)
        {
            Assert.Equal(Expected(row.AsSpan(0, width), queries.AsSpan(query * width, width)), spatial[query], 1e-4);
            Assert.Equal(Expected(row.AsSpan(width, width), queries.AsSpan(query * width, width)), temporal[query], 1e-4);
        }
    }

    [Fact]
    public void Dot_AQueryAtAnotherPlace_GivesTheSameBits()
    {
        var random = new Random(1);
        var row = Numbers(random, 2 * 517);
        var query = Numbers(random, 517);
        var (spatial, temporal) = (new float[VectorPairs.Queries], new float[VectorPairs.Queries]);

        VectorPairs.Dot(row, [.. query, .. query, .. query, .. query], spatial, temporal);

        Assert.Single(spatial.Distinct());
        Assert.Single(temporal.Distinct());
    }

    [Fact]
    public void Dot_TooFewQueries_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => VectorPairs.Dot(new float[16], new float[8], new float[VectorPairs.Queries], new float[VectorPairs.Queries]));

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
