namespace MoTE.Indexing.Domain;

/// <summary>How many numbers of each kind a model keeps of a segment.</summary>
/// <param name="Vector">D, numbers of s and of t.</param>
/// <param name="Nearest">Nearest fine-tuning classes.</param>
/// <param name="Fit">Best classes of the archive vocabulary.</param>
public readonly record struct SegmentWidths(int Vector, int Nearest, int Fit)
{
    /// <summary>The widths of a segment.</summary>
    public static SegmentWidths Of(EmbeddedSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return new SegmentWidths(segment.View.Spatial.Length, segment.View.NearestClasses.Length, segment.Fit.Logits.Length);
    }
}
