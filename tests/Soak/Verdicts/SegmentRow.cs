namespace MoTE.Indexing.Soak.Verdicts;

/// <summary>A segment as an index holds it.</summary>
/// <param name="Number">Of the video, from 0.</param>
/// <param name="StartMs">Where it begins.</param>
/// <param name="EndMs">Where it ends.</param>
/// <param name="FirstFrame">Its first frame.</param>
/// <param name="LastFrame">Its last frame.</param>
/// <param name="Vectors">The spatial vector, then the temporal one.</param>
internal sealed record SegmentRow(int Number, long StartMs, long EndMs, long FirstFrame, long LastFrame, float[] Vectors)
{
    // Batches of other sizes round differently.
    private const double LargestDifference = 1e-4;

    /// <summary>Whether both are the same segment with the same vectors, to rounding.</summary>
    public bool IsSameAs(SegmentRow other) =>
        (Number, StartMs, EndMs, FirstFrame, LastFrame) == (other.Number, other.StartMs, other.EndMs, other.FirstFrame, other.LastFrame)
        && Vectors.Length == other.Vectors.Length
        && Vectors.Zip(other.Vectors).All(pair => Math.Abs(pair.First - pair.Second) <= LargestDifference);
}
