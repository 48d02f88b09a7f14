using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>How the indexing of one file ended.</summary>
/// <param name="Source">The file.</param>
/// <param name="VideoId">Its identity; null when its bytes could not be read.</param>
/// <param name="State">Searchable or rejected.</param>
/// <param name="Reason">Why it was rejected; null otherwise.</param>
/// <param name="Duration">Length of the video; zero when unknown.</param>
/// <param name="Segments">Its segments in the index.</param>
/// <param name="Took">From the first byte read to the end.</param>
/// <param name="WasKnown">Whether it was searchable already, so that nothing was done.</param>
internal sealed record IndexOutcome(
    string Source, VideoId? VideoId, VideoState State, string? Reason, TimeSpan Duration, int Segments, TimeSpan Took, bool WasKnown);
