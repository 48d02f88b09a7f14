namespace MoTE.Indexing.Model.Bundles;

/// <summary>How a decoded frame becomes the picture that the vision tower sees (specification 7.7, test with one crop).</summary>
public sealed record ImagePreprocessing
{
    /// <summary>Side R of the square picture, in pixels: 224 for the published models.</summary>
    public required int Resolution { get; init; }

    /// <summary>Which side is scaled to R.</summary>
    public required ResizeRule Resize { get; init; }

    /// <summary>The filter.</summary>
    public required InterpolationFilter Interpolation { get; init; }

    /// <summary>Mean per channel, R, G, B, of samples in [0, 1].</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>Standard deviation per channel, R, G, B, of samples in [0, 1].</summary>
    public required IReadOnlyList<float> Std { get; init; }

    /// <summary>Mean of CLIP's training pictures.</summary>
    public static IReadOnlyList<float> ClipMean { get; } = [0.48145466f, 0.4578275f, 0.40821073f];

    /// <summary>Standard deviation of CLIP's training pictures.</summary>
    public static IReadOnlyList<float> ClipStd { get; } = [0.26862954f, 0.26130258f, 0.27577711f];

    /// <summary>CLIP's own preprocessing at a resolution.</summary>
    public static ImagePreprocessing Clip(int resolution) => new()
    {
        Resolution = resolution,
        Resize = ResizeRule.ShortSideThenCentreCrop,
        Interpolation = InterpolationFilter.Bicubic,
        Mean = ClipMean,
        Std = ClipStd,
    };
}
