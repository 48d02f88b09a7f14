namespace MoTE.Indexing.Domain.Tests;

public sealed class ViewEmbeddingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(517)]
    public void Squares_AnyWidth_AreSumsOfProducts(int width)
    {
        var random = new Random(width);
        var (s, t) = (Numbers(random, width), Numbers(random, width));

        var view = new ViewEmbedding(s, t, []);

        Assert.Equal(Sum(s, s), view.SpatialSquared, 1e-4);
        Assert.Equal(Sum(s, t), view.SpatialTemporal, 1e-4);
        Assert.Equal(Sum(t, t), view.TemporalSquared, 1e-4);
        Assert.Equal(Math.Sqrt(s.Zip(t, (a, b) => Math.Pow(a + (0.5 * b), 2)).Sum()), view.NormAt(0.5f), 1e-4);
    }

    [Fact]
    public void Constructor_WidthsThatDiffer_IsRefused() => Assert.Throws<ArgumentException>(() => new ViewEmbedding([1, 2], [1], []));

    private static double Sum(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
