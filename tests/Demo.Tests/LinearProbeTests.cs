using MoTE.Indexing.Demo.Probing;

namespace MoTE.Indexing.Demo.Tests;

public sealed class LinearProbeTests
{
    [Fact]
    public void RSquared_LinearNumber_IsAlmostOne_AndRandomNumberAlmostZero()
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 600).Select(_ => Enumerable.Range(0, 16).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray()).ToArray();
        var linear = rows.Select(row => (3 * row[2] / Norm(row)) - (row[7] / Norm(row)) + 0.2f).ToArray();
        var unrelated = rows.Select(_ => (float)random.NextDouble()).ToArray();

        Assert.InRange(LinearProbe.RSquared(rows, linear, 400), 0.99, 1);
        Assert.InRange(LinearProbe.RSquared(rows, unrelated, 400), -0.3, 0.1);
    }

    private static float Norm(float[] row) => MathF.Sqrt(row.Sum(value => value * value));
}
