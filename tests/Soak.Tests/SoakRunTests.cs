using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Soak.Tests;

/// <summary>The short form; <c>dotnet MoTE.Indexing.Soak.dll</c> runs the long one.</summary>
public sealed class SoakRunTests(Site site)
{
    [Fact]
    public async Task GivenASteadyLoad_WhenEveryServiceAndServerFails_NothingIsLostDoubleOrLeftOver()
    {
        var backend = site.Backend;
        using var folder = new TemporaryFolder();

        var result = await new SoakRun(SoakPlan.Short, line => TestContext.Current.TestOutputHelper?.WriteLine(line)).RunAsync(backend, folder, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(SoakReport.Write(result));
        Assert.Equal(SoakPlan.Short.Kills + (3 * SoakPlan.Short.ServerRestarts) + 4, result.Faults.Count);
        Assert.Equal(SoakPlan.Short.Files, result.Verdict.Accepted);
        Assert.True(result.RefusedRequests > 0, "No request was refused.");
        Assert.Empty(result.Verdict.Complaints);
        Assert.Equal(result.Verdict.SegmentsExpected, result.Verdict.SegmentsFound);
    }
}
