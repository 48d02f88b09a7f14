namespace MoTE.Indexing.Search;

/// <summary>What the best segments of an index have to say to a search.</summary>
/// <param name="Candidates">The segments, best first.</param>
/// <param name="Relevant">Those of them that may be answered with.</param>
/// <param name="Groups">Answers behind the place where the page starts, one more than it holds at most; each with its best segment and all of its segments.</param>
/// <param name="IsDeep">Whether worse segments, if there are any, are not relevant enough.</param>
internal sealed record SegmentLook(
    IReadOnlyList<RelevantSegment> Candidates,
    IReadOnlyList<RelevantSegment> Relevant,
    IReadOnlyList<(RelevantSegment Best, IReadOnlyList<RelevantSegment> All)> Groups,
    bool IsDeep);
