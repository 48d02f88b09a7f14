namespace MoTE.Indexing.Index;

/// <summary>The segments of a model at one moment; it stays as it is whatever is stored or deleted after.</summary>
/// <param name="ModelFingerprint">The model.</param>
/// <param name="Version">The moment.</param>
/// <param name="Width">D, numbers of a vector; 0 without segments.</param>
/// <param name="Classes">One more than the largest fine-tuning class that any segment names.</param>
/// <param name="Runs">The segments, in no order that matters.</param>
internal sealed record SegmentSnapshot(string ModelFingerprint, ModelVersion Version, int Width, int Classes, SegmentRun[] Runs);
