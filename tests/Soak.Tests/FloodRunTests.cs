using MoTE.Indexing.Soak.Faults;
using MoTE.Indexing.Soak.Services;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Soak.Tests;

/// <summary>Many videos at once wait in the broker; several workers share them.</summary>
public sealed class FloodRunTests(Site site)
{
    // A process with .NET, libtorch and this tiny model takes about a third of it; 50 videos held in memory, or one that grows with the queue, would not fit.
    private const long MostBytes = 1L << 30;
    private const int Videos = 50;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GivenTwoWorkers_WhenManyVideosComeAtOnceAndOneStandsStill_BothShareTheWorkWithinTheirMemoryAndNothingIsLost()
    {
        var (backend, material) = (site.Backend, site.Material);
        using var folder = new TemporaryFolder();
        var files = await material.WriteVideosAsync(folder.File("files"), Videos, Token);
        await using var deployment = await Deployment.StartAsync(backend, new DeploymentOptions { Folder = folder.File("services"), Model = material.Model, EmbeddingWorkers = 2 }, Token);
        var fault = new ServiceFreeze(deployment.EmbeddingWorkers.First(), SoakPlan.Short.Freeze);

        var result = await new FloodRun(material).RunAsync(deployment, files, fault, Token);

        TestContext.Current.TestOutputHelper?.WriteLine(FloodReport.Write([result]));
        Assert.Empty(result.Verdict.Complaints);
        Assert.Equal(Videos, result.Verdict.Searchable);
        Assert.All(result.Embedded, worker => Assert.True(worker.Value > 0, $"{worker.Key} embedded nothing."));
        Assert.All(result.Peaks, service => Assert.InRange(service.Value, 1, MostBytes));
    }
}
