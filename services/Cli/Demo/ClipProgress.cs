using MoTE.Indexing.Cli.CommandLine;

namespace MoTE.Indexing.Cli.Demo;

/// <summary>Shows how many clips of the rendered world are made.</summary>
internal sealed class ClipProgress(Terminal terminal, int total) : IProgress<int>
{
    private readonly StageLine _line = new(terminal);
    private int _done;

    public void Report(int value) => _line.Show("rendering and encoding clips", Interlocked.Add(ref _done, value), total, "");
}
