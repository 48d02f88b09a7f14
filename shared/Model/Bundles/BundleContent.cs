using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Everything that <see cref="BundleWriter"/> makes a bundle of. The sources stay the caller's.</summary>
public sealed record BundleContent
{
    /// <summary>Name of the bundle: 1 to 64 of <c>a-z 0-9 . _ -</c>, first a letter or digit.</summary>
    public required string Name { get; init; }

    /// <summary>Sizes of both towers.</summary>
    public required ClipConfiguration Clip { get; init; }

    /// <summary>Holds the vision tower to ship (<c>visual.*</c>, already patched) and <c>logit_scale</c>; other keys are left out.</summary>
    public required ITensorSource Vision { get; init; }

    /// <summary>Holds the text tower of the original CLIP; other keys are left out.</summary>
    public required ITensorSource Text { get; init; }

    /// <summary>The temporal head in the training layout or merged, with its class features; null for plain CLIP.</summary>
    public ITensorSource? TemporalHead { get; init; }

    /// <summary>File of the tokenizer's vocabulary, in the published format; copied as it is. Null for a model that cannot be searched.</summary>
    public required string? VocabularyPath { get; init; }

    /// <summary>Frames per view, T.</summary>
    public int FramesPerView { get; init; } = 8;

    /// <summary>Preprocessing; null: CLIP's own at the resolution of the vision tower.</summary>
    public ImagePreprocessing? Preprocessing { get; init; }

    /// <summary>Prompt templates with which the class features were made.</summary>
    public IReadOnlyList<string> PromptTemplates { get; init; } = Encoders.PromptTemplates.Published;

    /// <summary>Names of the fine-tuning classes in the order of the class features; empty where they are not known.</summary>
    public IReadOnlyList<string> FineTuningClasses { get; init; } = [];

    /// <summary>
    /// Names of the background candidate classes, encoded here with the model's own text tower; null: the fine-tuning classes, or
    /// <see cref="ArchiveVocabularyNames.Default"/> for plain CLIP.
    /// </summary>
    public IReadOnlyList<string>? ArchiveVocabulary { get; init; }

    /// <summary>Share of the fine-tuned weights in the vision tower; null for plain CLIP.</summary>
    public double? PatchFactor { get; init; }

    /// <summary>Licence of the weights.</summary>
    public required string Licence { get; init; }

    /// <summary>Where the weights came from.</summary>
    public required string Source { get; init; }

    /// <summary>Store matrices in half precision. Vectors, scalars and class features always stay in single precision: they are small, and sums are built on them.</summary>
    public bool Half { get; init; }
}
