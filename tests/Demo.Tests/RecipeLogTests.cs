using MoTE.Indexing.Demo.Recipe;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Demo.Tests;

public sealed class RecipeLogTests
{
    [Fact]
    public void CutAfter_RowsOfAnInterruptedRun_AreDropped()
    {
        using var folder = new TemporaryFolder();
        var log = new RecipeLog(folder.Path, TimeProvider.System);
        log.CutAfter("curve.csv", 0);
        for (var step = 50; step <= 200; step += 50)
        {
            log.Row("curve.csv", "step,loss", $"{step},{1.5}");
        }

        log.CutAfter("curve.csv", 100);
        log.Row("curve.csv", "step,loss", $"{150},{1.25}");

        Assert.Equal(["step,loss", "50,1.5", "100,1.5", "150,1.25"], File.ReadAllLines(Path.Combine(folder.Path, "curve.csv")));
    }
}
