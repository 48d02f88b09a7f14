using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>A shot, a take, or the rest of a shot: what is divided evenly into segments.</summary>
/// <param name="FirstFrame">Its first frame.</param>
/// <param name="Times">When its frames are shown.</param>
/// <param name="End">When its last frame ends.</param>
/// <param name="Pictures">Those of its frames that are held, by ascending number.</param>
internal sealed record ClosedPiece(int FirstFrame, IReadOnlyList<TimeSpan> Times, TimeSpan End, IReadOnlyList<(int Number, RgbImage Picture)> Pictures)
{
    /// <summary>The held picture nearest to a frame: at or before it within the segment, or else after it within the segment, or else before or after.</summary>
    public (int Number, RgbImage Picture)? Nearest(int number, SegmentRange segment)
    {
        if (Pictures.Count == 0) return null;
        var (low, high) = (0, Pictures.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Pictures[middle].Number <= number) low = middle + 1;
            else high = middle;
        }

        var hasBefore = low > 0;
        var hasAfter = low < Pictures.Count;
        if (hasBefore && Pictures[low - 1].Number >= segment.FirstFrame) return Pictures[low - 1];
        if (hasAfter && (!hasBefore || Pictures[low].Number <= segment.LastFrame)) return Pictures[low];
        return Pictures[low - 1];
    }
}
