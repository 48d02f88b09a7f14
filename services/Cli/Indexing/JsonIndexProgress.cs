using MoTE.Indexing.Cli.CommandLine;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>One line of JSON per finished video, and nothing else.</summary>
internal sealed class JsonIndexProgress(Terminal terminal) : IIndexProgress
{
    private readonly Lock _lock = new();

    public void Started(string source)
    {
    }

    public void Cut(string source, TimeSpan duration, int segments)
    {
    }

    public void Embedded(string source, int segmentsDone, TimeSpan position)
    {
    }

    public void Finished(IndexOutcome outcome)
    {
        lock (_lock)
        {
            terminal.WriteJson(IndexLine.Of(outcome));
            terminal.Output.Flush();
        }
    }
}
