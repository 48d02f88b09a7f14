namespace MoTE.Indexing.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("bogus")]
    [InlineData("status --bogus")]
    [InlineData("status --data")]
    [InlineData("delete")]
    [InlineData("tokenize --vocab x")]
    public async Task Run_WrongUsage_IsTwoAndPointsToHelp(string line)
    {
        var run = await CommandRun.OfAsync(line.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("status --help")]
    public async Task Run_Help_IsZeroOnStdout(string line)
    {
        var run = await CommandRun.OfAsync(line.Split(' '));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Run_Nothing_ShowsHelp() => Assert.Contains("Commands:", (await CommandRun.OfAsync()).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Run_ActionableFailure_IsOneSentenceOnStderr()
    {
        var run = await CommandRun.OfAsync("status", "--data", "/nowhere/at/all");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("/nowhere/at/all", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FailureWithVerbose_AddsTheDetails() =>
        Assert.Contains("   at ", (await CommandRun.OfAsync("status", "--data", "/nowhere", "--verbose")).Error, StringComparison.Ordinal);
}
