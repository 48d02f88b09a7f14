using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Ingest.Addresses;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>One line of JSON per finished video, and nothing else.</summary>
internal sealed class JsonIndexProgress(Terminal terminal) : IIndexProgress
{
    private readonly Lock _lock = new();

    public void Started(string source)
    {
    }

    public void Fetched(AddressProgress progress)
    {
    }

    public void Sent(string source, long sentBytes, long totalBytes)
    {
    }

    public void Advanced(string source, VideoProgress progress)
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
