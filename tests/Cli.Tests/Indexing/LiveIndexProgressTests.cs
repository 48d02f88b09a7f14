using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Indexing;
using MoTE.Indexing.Domain;
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
            progress.Cut(Source, TimeSpan.FromSeconds(20), 2);
            progress.Embedded(Source, 1, TimeSpan.FromSeconds(10));
            progress.Finished(new IndexOutcome(
                Source, Examples.Id(1), VideoState.Searchable, null, TimeSpan.FromSeconds(20), 2, TimeSpan.FromSeconds(4), WasKnown: false));
            return Task.CompletedTask;
        });

        Assert.Contains("searchable  [red]holiday[blue] 1.mp4: 0:20.0, 2 segments", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WorkFails_ThrowsWhatWentWrong()
    {
        var terminal = new Terminal(new StringWriter(), new StringWriter(), isInteractive: true, _ => null);

        await Assert.ThrowsAsync<UserErrorException>(() => LiveIndexProgress.RunAsync(terminal, TimeProvider.System, _ => throw new UserErrorException("No.")));
    }
}
