using MoTE.Indexing.Contracts;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>One line of <c>mote index --json</c>: a finished video.</summary>
/// <param name="VideoId">SHA-256 of the bytes; null when they could not be had.</param>
/// <param name="Source">Absolute path or address; what the person wrote when there is no such file.</param>
/// <param name="State"><c>searchable</c> or <c>rejected</c>.</param>
/// <param name="Reason">One sentence; null when searchable.</param>
/// <param name="DurationMs">Length of the video; 0 when unknown.</param>
/// <param name="Segments">Segments in the index.</param>
/// <param name="TookMs">Time from the request to the end.</param>
/// <param name="Stages">Time that each stage was at work on it; stages run at the same time.</param>
internal sealed record IndexLine(string? VideoId, string Source, string State, string? Reason, long DurationMs, int Segments, long TookMs, StageTimes Stages)
{
    public static IndexLine Of(IndexOutcome outcome) => new(
        outcome.VideoId?.Value,
        outcome.Source,
        outcome.State.ToString().ToLowerInvariant(),
        outcome.Reason,
        (long)outcome.Duration.TotalMilliseconds,
        outcome.Segments,
        (long)outcome.Took.TotalMilliseconds,
        outcome.Times);
}
