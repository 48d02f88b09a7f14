using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>A query and the videos that it is narrowed to.</summary>
/// <param name="Query">The query.</param>
/// <param name="Videos">The only videos that are meant; null for all.</param>
internal sealed record ScanQuery(SegmentQuery Query, HashSet<VideoId>? Videos)
{
    /// <exception cref="ArgumentException">The query is of another width than the segments, or knows fewer fine-tuning classes than they name.</exception>
    public void Check(SegmentSnapshot snapshot)
    {
        if (Query.Vector.Length != snapshot.Width)
            throw new ArgumentException($"The query has {Query.Vector.Length} numbers, but the segments have {snapshot.Width}.");
        if (Query.IsClass && Query.ClassSimilarities.Length < snapshot.Classes)
            throw new ArgumentException($"The query knows {Query.ClassSimilarities.Length} fine-tuning classes, but the segments name {snapshot.Classes}.");
    }
}
