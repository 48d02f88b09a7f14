namespace MoTE.Indexing.Domain;

/// <summary>One text, ready to be compared with every segment of one model.</summary>
/// <param name="ModelFingerprint">The bundle that encoded the text; segments of another bundle are not comparable.</param>
/// <param name="Vector">The text's unit vector q, [D].</param>
/// <param name="ClassSimilarities">Cosine of q with each fine-tuning class, in row order; empty for a plain CLIP bundle.</param>
/// <param name="Count">How many segments to return at most, at least 1.</param>
public sealed record SegmentQuery(string ModelFingerprint, float[] Vector, float[] ClassSimilarities, int Count)
{
    /// <summary>Which videos are searched.</summary>
    public VideoFilter Filter { get; init; } = VideoFilter.None;
}
