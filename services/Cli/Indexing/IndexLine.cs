namespace MoTE.Indexing.Cli.Indexing;

/// <summary>One line of <c>mote index --json</c>: a finished video.</summary>
/// <param name="VideoId">SHA-256 of the bytes; null when they could not be read.</param>
/// <param name="Source">Absolute path; what the person wrote when there is no such file.</param>
/// <param name="State"><c>searchable</c> or <c>rejected</c>.</param>
/// <param name="Reason">One sentence; null when searchable.</param>
/// <param name="DurationMs">Length of the video; 0 when unknown.</param>
/// <param name="Segments">Segments in the index.</param>
/// <param name="TookMs">Time from the first byte to the end.</param>
internal sealed record IndexLine(string? VideoId, string Source, string State, string? Reason, long DurationMs, int Segments, long TookMs)
{
    public static IndexLine Of(IndexOutcome outcome) => new(
        outcome.VideoId?.Value,
        outcome.Source,
        outcome.State.ToString().ToLowerInvariant(),
        outcome.Reason,
        (long)outcome.Duration.TotalMilliseconds,
        outcome.Segments,
        (long)outcome.Took.TotalMilliseconds);
}
