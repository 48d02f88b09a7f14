using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search;

/// <summary>A segment that may be an answer.</summary>
/// <param name="Match">The segment and its score.</param>
/// <param name="Relevance">How sure it is that it shows what was asked for, 0 to 1.</param>
internal readonly record struct RelevantSegment(SegmentMatch Match, float Relevance)
{
    public VideoId VideoId => Match.Segment.VideoId;

    public int Number => Match.Segment.Number;
}
