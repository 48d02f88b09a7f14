namespace MoTE.Indexing.RabbitMq.Tests;

public sealed class StoreOutagesTests
{
    [Theory]
    [InlineData(0, new double[0])]
    [InlineData(3, new double[] { 1, 2 })]
    [InlineData(100, new double[] { 1, 2, 4, 8, 16, 30, 30, 9 })]
    public void Waits_UpToALimit_GrowAndSumUpToIt(double limit, double[] expected) =>
        Assert.Equal(expected, StoreOutages.Waits(TimeSpan.FromSeconds(limit)).Select(wait => wait.TotalSeconds));
}
