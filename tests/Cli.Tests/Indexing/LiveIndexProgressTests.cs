using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Indexing;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Ingest.Addresses;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Cli.Tests.Indexing;

public sealed class LiveIndexProgressTests
{
    [Fact]
    public async Task Finished_NameLikeMarkup_IsPrintedAsItIs()
    {
        var output = new StringWriter();
        var terminal = new Terminal(output, new StringWriter(), isInteractive: true, _ => null);
        const string Source = "/videos/[red]holiday[blue] 1.mp4";

        await LiveIndexProgress.RunAsync(terminal, TimeProvider.System, progress =>
        {
            progress.Started(Source);
            progress.Advanced(Source, new VideoProgress(0, 1, TimeSpan.Zero, TimeSpan.FromSeconds(20)));
            progress.Advanced(Source, new VideoProgress(0, 1, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20)));
            progress.Finished(new IndexOutcome(
                Source, Examples.Id(1), VideoState.Searchable, null, null, TimeSpan.FromSeconds(20), 2, TimeSpan.FromSeconds(4), new StageTimes(), WasKnown: false));
            return Task.CompletedTask;
        });

        Assert.Contains("searchable  [red]holiday[blue] 1.mp4: 0:20.0, 2 segments", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 7, 0, 0, "embedding, 0/7 chunks, 10:00.0")]
    [InlineData(2, 7, 0, 150, "embedding, 2/7 chunks, 5.0x real time, 1:30.0 left")]
    [InlineData(4, 7, 300, 450, "embedding, 4/7 chunks, 5.0x real time, 0:30.0 left")]
    [InlineData(0, 1, 0, 150, "embedding, 5.0x real time, 1:30.0 left")]
    public void Text_InWork_SaysStageChunksSpeedAndTimeLeft(int done, int chunks, int from, int position, string expected) => Assert.Equal(expected, LiveIndexProgress.Text(
        new VideoProgress(done, chunks, TimeSpan.FromSeconds(position), TimeSpan.FromSeconds(600)), TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(30)));

    [Fact]
    public void Text_Fetching_SaysHowMuchOfHowMuch()
    {
        Assert.Equal("fetching, 1.5 MiB of 3.0 MiB", LiveIndexProgress.Text(new AddressProgress("http://files.example/a.mp4", 3 << 19, 3 << 20)));
        Assert.Equal("fetching, 1.5 MiB", LiveIndexProgress.Text(new AddressProgress("http://files.example/a.mp4", 3 << 19, null)));
    }

    [Fact]
    public async Task Run_WorkFails_ThrowsWhatWentWrong()
    {
        var terminal = new Terminal(new StringWriter(), new StringWriter(), isInteractive: true, _ => null);

        await Assert.ThrowsAsync<UserErrorException>(() => LiveIndexProgress.RunAsync(terminal, TimeProvider.System, _ => throw new UserErrorException("No.")));
    }
}
