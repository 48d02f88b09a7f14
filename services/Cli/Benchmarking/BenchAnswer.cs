using MoTE.Indexing.Model.Benchmarking;

namespace MoTE.Indexing.Cli.Benchmarking;

/// <summary>What <c>mote bench --json</c> prints.</summary>
internal sealed record BenchAnswer(string Device, string Precision, int Processors, IReadOnlyList<BenchAnswerLine> Variants);

/// <summary>One variant of <see cref="BenchAnswer"/>; rates are per second.</summary>
internal sealed record BenchAnswerLine(
    string Variant,
    int FramesPerView,
    double FramesPerSecond,
    double ViewsPerSecond,
    double GigaflopPerFrame,
    double MatrixGigaflops,
    double ShareOfMatrixRate,
    long? PeakMemoryBytes,
    int Views,
    long TookMs)
{
    public static BenchAnswerLine Of(BenchmarkResult result) => new(
        result.Variant.Name,
        result.Variant.FramesPerView,
        result.FramesPerSecond,
        result.ViewsPerSecond,
        result.Variant.OperationsPerFrame / 1e9,
        result.MatrixGigaflops,
        result.ShareOfMatrixRate,
        result.PeakMemoryBytes,
        result.Views,
        (long)result.Took.TotalMilliseconds);
}
