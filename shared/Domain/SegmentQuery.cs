namespace MoTE.Indexing.Domain;

/// <summary>One text, or one segment, ready to be compared with every segment of one model.</summary>
/// <param name="ModelFingerprint">The bundle that encoded it; segments of another bundle are not comparable.</param>
/// <param name="Vector">Its unit vector q, [D].</param>
/// <param name="ClassSimilarities">Cosine of q with each fine-tuning class, in row order; empty for a plain CLIP bundle.</param>
/// <param name="Count">How many segments to return at most, at least 1.</param>
public sealed record SegmentQuery(string ModelFingerprint, float[] Vector, float[] ClassSimilarities, int Count)
{
    /// <summary>Whether q is a candidate class like those of the archive vocabulary, as a text is. A segment is none: then every gain is that of the archive vocabulary alone.</summary>
    /// <value>Default true.</value>
    public bool IsClass { get; init; } = true;

    /// <summary>Which videos are searched.</summary>
    public VideoFilter Filter { get; init; } = VideoFilter.None;
}
