using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Demo.Evaluation;

namespace MoTE.Indexing.Cli.Demo;

/// <summary>Shows how many clips of an evaluation are made.</summary>
internal sealed class ClipProgress(Terminal terminal) : IProgress<int>
{
    private readonly StageLine _line = new(terminal);
    private int _done;

    public void Report(int value) => _line.Show("rendering and encoding clips", Interlocked.Add(ref _done, value), DemoEvaluator.ClipCount, "");
}
