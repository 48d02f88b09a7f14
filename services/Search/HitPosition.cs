using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search;

/// <summary>The place of an answer among all answers to a search, given by its best segment. It stays the same whatever is added or removed around it.</summary>
/// <param name="Score">The best segment's score; higher ones come first.</param>
/// <param name="VideoId">The video; of equal scores the smaller one comes first.</param>
/// <param name="Segment">The segment's number; then the smaller one comes first.</param>
internal readonly record struct HitPosition(float Score, VideoId VideoId, int Segment) : IComparable<HitPosition>
{
    /// <summary>The place of a group with this best segment.</summary>
    public static HitPosition Of(RelevantSegment best) => new(best.Match.Score, best.VideoId, best.Number);

    /// <summary>Answers that come earlier are smaller.</summary>
    public int CompareTo(HitPosition other)
    {
        var order = other.Score.CompareTo(Score);
        if (order == 0)
            order = string.CompareOrdinal(VideoId.Value, other.VideoId.Value);
        return order != 0 ? order : Segment.CompareTo(other.Segment);
    }
}
