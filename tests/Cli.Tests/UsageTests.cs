using System.Diagnostics;

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
    [InlineData("'mote' has no command 'serch'. Did you mean 'search'?", "serch", "x")]
    [InlineData("'mote' has no command 'upload'.", "upload", "x")]
    [InlineData("'mote models' has no command 'lsit'. Did you mean 'list'?", "models", "lsit")]
    [InlineData("'mote search' has no option '--limt'. Did you mean '--limit'?", "search", "x", "--limt", "3")]
    [InlineData("'mote status' has no option '--verbos'. Did you mean '--verbose'?", "status", "--verbos")]
    [InlineData("'mote search' does not take 'red' as well: put what belongs together into quotes.", "search", "a", "red", "ball")]
    [InlineData("'mote status' takes nothing but options, so 'x' has no meaning.", "status", "x")]
    public async Task Run_WordThatNothingTakes_SaysWhichAndWhatMayBeMeant(string sentence, params string[] arguments)
    {
        var run = await CommandRun.OfAsync(arguments);

        Assert.Equal((2, sentence), (run.ExitCode, run.Error.Split('\n')[0].TrimEnd()));
        Assert.Equal(2, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("mote sear", "search")]
    [InlineData("mote search x --gr", "--group-by")]
    [InlineData("mote search x --group-by segm", "segment")]
    [InlineData("mote completion z", "zsh")]
    public async Task Run_Suggest_SaysWhatMayFollow(string line, string word) =>
        Assert.Equal(word, (await CommandRun.OfAsync($"[suggest:{line.Length}]", line)).Output.Trim());

    [Fact]
    public async Task Run_CompletionOfBash_AsksTheProgramThatIsTyped()
    {
        var script = (await CommandRun.OfAsync("completion", "bash")).Output;
        using var bash = Process.Start(new ProcessStartInfo("bash", ["--norc", "-c", $$"""
            {{script}}
            answer() { [ "$1 $2" = '[suggest:9] answer se' ] && printf 'search\nserve\nstatus\n'; }
            COMP_WORDS=(answer se) COMP_CWORD=1 COMP_LINE='answer se' COMP_POINT=9
            _mote
            echo "${COMPREPLY[*]}"
            complete -p mote
            """]) { RedirectStandardOutput = true })!;

        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal("search serve\ncomplete -o default -F _mote mote\n", output);
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
