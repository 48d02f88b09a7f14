using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>How the indexing of one video ended.</summary>
/// <param name="Source">The file or address.</param>
/// <param name="VideoId">Its identity; null when its bytes could not be had.</param>
/// <param name="State">Searchable or rejected.</param>
/// <param name="Reason">Why it was rejected; null otherwise.</param>
/// <param name="Remark">What should be known of it although it is searchable; null for nothing.</param>
/// <param name="Duration">Length of the video; zero when unknown.</param>
/// <param name="Segments">Its segments in the index.</param>
/// <param name="Took">From the request to the end.</param>
/// <param name="Times">How long each stage was at work on it.</param>
/// <param name="WasKnown">Whether it was searchable already, so that nothing was done.</param>
internal sealed record IndexOutcome(
    string Source,
    VideoId? VideoId,
    VideoState State,
    string? Reason,
    string? Remark,
    TimeSpan Duration,
    int Segments,
    TimeSpan Took,
    StageTimes Times,
    bool WasKnown);
