using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Ingest.Addresses;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>One line of text per finished video, for files and pipes.</summary>
internal sealed class PlainIndexProgress(Terminal terminal) : IIndexProgress
{
    private readonly Lock _lock = new();

    /// <summary>How a finished video reads.</summary>
    public static string Line(IndexOutcome outcome)
    {
        var name = Words.NameOf(outcome.Source);
        if (outcome.State == VideoState.Rejected)
            return $"rejected    {name}: {outcome.Reason}";

        var what = $"{Words.Clock(outcome.Duration)}, {Words.Count(outcome.Segments, "segment")}";
        var how = outcome.WasKnown
            ? "already indexed"
            : string.Create(CultureInfo.InvariantCulture, $"in {outcome.Took.TotalSeconds:0.0} s ({Speed(outcome.Duration, outcome.Took)})");
        return $"searchable  {name}: {what}, {how}{(outcome.Remark is null ? "" : $". {outcome.Remark}")}";
    }

    /// <summary>Times faster than the video plays.</summary>
    public static string Speed(TimeSpan position, TimeSpan took) =>
        took > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{position / took:0.0}x real time") : "-";

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
            terminal.Output.WriteLine(Line(outcome));
            terminal.Output.Flush();
        }
    }
}
