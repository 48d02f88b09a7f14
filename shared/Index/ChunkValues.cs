using System.IO.Hashing;
using System.Runtime.InteropServices;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>The stored values of a chunk, segment after segment.</summary>
/// <param name="places">One a segment.</param>
/// <param name="squares">One a segment.</param>
/// <param name="nearest">Nearest fine-tuning classes.</param>
/// <param name="fitLogits">As <c>ArchiveFit.Logits</c>.</param>
/// <param name="fitSimilarities">As <c>ArchiveFit.Similarities</c>.</param>
/// <param name="vectors">s, then t, of each segment.</param>
internal readonly ref struct ChunkValues(
    ReadOnlySpan<SegmentPlace> places,
    ReadOnlySpan<SegmentSquares> squares,
    ReadOnlySpan<int> nearest,
    ReadOnlySpan<float> fitLogits,
    ReadOnlySpan<float> fitSimilarities,
    ReadOnlySpan<float> vectors)
{
    public ReadOnlySpan<SegmentPlace> Places { get; } = places;

    public ReadOnlySpan<SegmentSquares> Squares { get; } = squares;

    public ReadOnlySpan<int> Nearest { get; } = nearest;

    public ReadOnlySpan<float> FitLogits { get; } = fitLogits;

    public ReadOnlySpan<float> FitSimilarities { get; } = fitSimilarities;

    public ReadOnlySpan<float> Vectors { get; } = vectors;

    /// <summary>Whether these are the values of so many segments of these widths.</summary>
    public bool Fit(int segments, SegmentWidths widths) =>
        Places.Length == segments
        && Squares.Length == segments
        && Nearest.Length == segments * widths.Nearest
        && FitLogits.Length == segments * widths.Fit
        && FitSimilarities.Length == segments * widths.Fit
        && Vectors.Length == segments * 2L * widths.Vector;

    /// <summary>One of the segments, as it was stored.</summary>
    public EmbeddedSegment At(int row, VideoId video)
    {
        var (count, vector) = (Places.Length, Vectors.Length / Places.Length / 2);
        return new EmbeddedSegment(
            Places[row].In(video),
            new ViewEmbedding(Of(Vectors, row * 2, vector), Of(Vectors, (row * 2) + 1, vector), Of(Nearest, row, Nearest.Length / count)),
            new ArchiveFit(Of(FitLogits, row, FitLogits.Length / count), Of(FitSimilarities, row, FitSimilarities.Length / count)));

        static T[] Of<T>(ReadOnlySpan<T> values, int place, int width) => values.Slice(place * width, width).ToArray();
    }

    /// <summary>A number that almost surely changes with any of the bytes.</summary>
    public long Checksum()
    {
        var hash = new XxHash3();
        hash.Append(MemoryMarshal.AsBytes(Places));
        hash.Append(MemoryMarshal.AsBytes(Squares));
        hash.Append(MemoryMarshal.AsBytes(Nearest));
        hash.Append(MemoryMarshal.AsBytes(FitLogits));
        hash.Append(MemoryMarshal.AsBytes(FitSimilarities));
        hash.Append(MemoryMarshal.AsBytes(Vectors));
        return unchecked((long)hash.GetCurrentHashAsUInt64());
    }
}
