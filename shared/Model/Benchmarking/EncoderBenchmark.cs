using System.Diagnostics;
using MoTE.Indexing.Model.Encoders;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Benchmarking;

/// <summary>Measures how fast this machine encodes videos, beside how fast it multiplies matrices.</summary>
public static class EncoderBenchmark
{
    // Large enough that packing and threading no longer show, small enough for 0.3 s on two cores.
    private const int MatrixSize = 2048;
    private const int MatrixRuns = 5;

    /// <summary>The machine's fp32 matrix-product rate: the best of several products of two 2048 × 2048 matrices.</summary>
    /// <returns>10⁹ floating-point operations per second.</returns>
    public static double MeasureMatrixRate(EncoderOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var device = options.Place().Device;
        var left = randn(MatrixSize, MatrixSize, device: device);
        var right = randn(MatrixSize, MatrixSize, device: device);
        var best = TimeSpan.MaxValue;
        for (var run = 0; run <= MatrixRuns; run++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            using var product = left.matmul(right);

            // Reading a value waits for a device that works on its own.
            _ = product[0, 0].item<float>();
            var took = Stopwatch.GetElapsedTime(started);
            if (run > 0 && took < best)
                best = took;
        }

        return 2.0 * MatrixSize * MatrixSize * MatrixSize / best.TotalSeconds / 1e9;
    }

    /// <summary>Measures one variant with random weights: one frame to warm up, then views until the time is spent, at least one.</summary>
    /// <param name="variant">The model.</param>
    /// <param name="options">Device and precision.</param>
    /// <param name="budget">Time to spend; one view of a large model can take longer.</param>
    /// <param name="progress">Told of the number of views timed so far.</param>
    /// <param name="cancellationToken">Stops between views.</param>
    public static BenchmarkResult Measure(
        BenchmarkVariant variant, EncoderOptions options, TimeSpan budget, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(variant);
        ArgumentNullException.ThrowIfNull(options);
        var matrixRate = MeasureMatrixRate(options, cancellationToken);
        PeakMemory.Reset();
        using var encoder = VideoEncoder.WithRandomWeights(variant.Vision, variant.Temporal, options);
        var pixels = Noise(3 * variant.Vision.Resolution * variant.Vision.Resolution * variant.FramesPerView);
        _ = encoder.EncodeViews(encoder.EncodeFrames(pixels.AsSpan(0, pixels.Length / variant.FramesPerView)), viewCount: 1);

        var (inFrames, inViews, views) = (TimeSpan.Zero, TimeSpan.Zero, 0);
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            var frames = encoder.EncodeFrames(pixels);
            var framesDone = Stopwatch.GetTimestamp();
            _ = encoder.EncodeViews(frames, viewCount: 1);
            inFrames += Stopwatch.GetElapsedTime(started, framesDone);
            inViews += Stopwatch.GetElapsedTime(framesDone);
            views++;
            progress?.Report(views);
        }
        while (inFrames + inViews < budget);

        var framesPerSecond = views * variant.FramesPerView / inFrames.TotalSeconds;
        return new BenchmarkResult(
            variant,
            framesPerSecond,
            views / (inFrames + inViews).TotalSeconds,
            matrixRate,
            framesPerSecond * variant.OperationsPerFrame / 1e9 / matrixRate,
            PeakMemory.Bytes(),
            views,
            inFrames + inViews);
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
