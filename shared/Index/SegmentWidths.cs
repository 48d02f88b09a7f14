namespace MoTE.Indexing.Index;

/// <summary>How many numbers of each kind a model keeps of a segment.</summary>
/// <param name="Vector">D, numbers of s and of t.</param>
/// <param name="Nearest">Nearest fine-tuning classes.</param>
/// <param name="Fit">Best classes of the archive vocabulary.</param>
internal readonly record struct SegmentWidths(int Vector, int Nearest, int Fit);
