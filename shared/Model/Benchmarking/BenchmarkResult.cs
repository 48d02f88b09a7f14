namespace MoTE.Indexing.Model.Benchmarking;

/// <summary>What one variant reached on this machine.</summary>
/// <param name="Variant">The model.</param>
/// <param name="FramesPerSecond">Frames through preprocessing to values and the vision tower.</param>
/// <param name="ViewsPerSecond">Views of T frames through vision tower and temporal head.</param>
/// <param name="MatrixGigaflops">fp32 matrix-product rate of the machine, measured just before, 10⁹ operations per second.</param>
/// <param name="ShareOfMatrixRate">Operations per second of the frames divided by that rate; with bfloat16 it can exceed 1.</param>
/// <param name="PeakMemoryBytes">Largest resident memory of the process while it ran; null where the system does not tell.</param>
/// <param name="Views">Views that were timed.</param>
/// <param name="Took">Time they took.</param>
public sealed record BenchmarkResult(
    BenchmarkVariant Variant,
    double FramesPerSecond,
    double ViewsPerSecond,
    double MatrixGigaflops,
    double ShareOfMatrixRate,
    long? PeakMemoryBytes,
    int Views,
    TimeSpan Took);
