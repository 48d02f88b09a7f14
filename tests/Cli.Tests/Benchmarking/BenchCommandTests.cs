using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Model.Benchmarking;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Cli.Tests.Benchmarking;

public sealed class BenchCommandTests
{
    [Fact]
    public async Task Bench_Bundle_HasTheDocumentedShape()
    {
        using var folder = new TemporaryFolder();
        var models = TinyBundle.Write(folder);

        var run = await CommandRun.OfAsync("bench", "--variant", "tiny", "--budget", "0.01", "--models", models, "--device", "cpu", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["device", "precision", "processors", "variants"], CommandRun.Members(run.Json));
        var line = Assert.Single(run.Json.GetProperty("variants").EnumerateArray());
        Assert.Equal(
            ["variant", "framesPerView", "framesPerSecond", "viewsPerSecond", "gigaflopPerFrame", "matrixGigaflops", "shareOfMatrixRate", "peakMemoryBytes", "views", "tookMs"],
            CommandRun.Members(line));
        Assert.True(line.GetProperty("framesPerSecond").GetDouble() > 0);
        Assert.True(line.GetProperty("matrixGigaflops").GetDouble() > 0);
    }

    [Theory]
    [InlineData("--budget", "0")]
    [InlineData("--precision", "fp8")]
    public async Task Bench_WrongOption_IsWrongUsage(params string[] options) => Assert.Equal(2, (await CommandRun.OfAsync(["bench", .. options])).ExitCode);

    [Fact]
    public async Task Bench_UnknownVariant_NamesTheKnown() =>
        Assert.Contains("ViT-L/14", (await CommandRun.OfAsync("bench", "--variant", "ViT-H")).Error, StringComparison.Ordinal);

    [Fact]
    public void OperationsPerFrame_VitB16_IsAsPublished() =>
        Assert.Equal(35.1e9, BenchmarkVariant.Published.Single(variant => variant.Name == "ViT-B/16").OperationsPerFrame, 0.1e9);
}
