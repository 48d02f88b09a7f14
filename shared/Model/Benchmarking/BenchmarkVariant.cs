using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Temporal;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Benchmarking;

/// <summary>A model by its sizes: speed does not depend on the values of the weights.</summary>
/// <param name="Name">As in tables.</param>
/// <param name="Vision">Sizes of the vision tower.</param>
/// <param name="Temporal">Sizes of the temporal head; null for plain CLIP.</param>
/// <param name="FramesPerView">T, at least 1.</param>
public sealed record BenchmarkVariant(string Name, VisionConfiguration Vision, TemporalConfiguration? Temporal, int FramesPerView)
{
    /// <summary>The published models: ViT-B/32 has no published temporal head, so it gets that of ViT-B/16, which is as wide.</summary>
    public static IReadOnlyList<BenchmarkVariant> Published { get; } =
    [
        new("ViT-B/32", ClipConfiguration.VitB32.Vision, TemporalConfiguration.VitB16, 8),
        new("ViT-B/16", ClipConfiguration.VitB16.Vision, TemporalConfiguration.VitB16, 8),
        new("ViT-L/14", ClipConfiguration.VitL14.Vision, TemporalConfiguration.VitL14, 8),
    ];

    /// <summary>The sizes of a bundle, read off its files.</summary>
    /// <exception cref="CheckpointException">A file of the bundle cannot be read.</exception>
    public static BenchmarkVariant Of(ModelBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        using var vision = SafetensorsFile.Open(Path.Combine(bundle.Folder, BundleFile.VisionTower));
        using var head = bundle.Manifest.HasTemporalHead ? SafetensorsFile.Open(Path.Combine(bundle.Folder, BundleFile.TemporalHead)) : null;
        return new BenchmarkVariant(
            bundle.Name,
            VisionConfiguration.FromTensors(vision),
            head is null ? null : TemporalConfiguration.FromTensors(head, bundle.Manifest.Towers.TemporalHeads),
            bundle.Manifest.FramesPerView);
    }

    /// <summary>Floating-point operations of one frame's way through the vision tower: two for each product in a matrix multiplication.</summary>
    /// <remarks>Nominal, as published numbers count: every token goes through every layer, although the last layer is needed for the class token only.</remarks>
    public double OperationsPerFrame
    {
        get
        {
            double tokens = Vision.Tokens;
            double width = Vision.Width;
            var patches = (tokens - 1) * 3 * Vision.PatchSize * Vision.PatchSize * width;
            return 2 * (patches + (Vision.Layers * Block(tokens, width)) + (width * Vision.JointWidth));
        }
    }

    /// <summary>Floating-point operations of one view: its frames, and the temporal head with its experts merged.</summary>
    public double OperationsPerView =>
        (FramesPerView * OperationsPerFrame) + (Temporal is null ? 0 : 2 * Temporal.Layers * Block(FramesPerView, Temporal.Width));

    // Products of a residual block: q, k, v and output 4 W², feed-forward 8 W², attention 2 n W per token.
    private static double Block(double tokens, double width) => (12 * tokens * width * width) + (2 * tokens * tokens * width);
}
