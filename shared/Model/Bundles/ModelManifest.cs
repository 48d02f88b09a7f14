using System.Text.Json.Serialization;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>What a model bundle says of itself: the content of its <c>manifest.json</c>.</summary>
/// <remarks>Read and checked by <see cref="ModelManifestFile"/>; the meaning of <see cref="Fingerprint"/> is defined by <see cref="ModelFingerprint"/>.</remarks>
public sealed record ModelManifest
{
    /// <summary>The only format this program reads and writes.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>Format of this manifest; anything but <see cref="CurrentFormatVersion"/> is refused.</summary>
    [JsonPropertyOrder(-3)]
    public required int FormatVersion { get; init; }

    /// <summary>Name of the bundle and of its folder: 1 to 64 of <c>a-z 0-9 . _ -</c>, first a letter or digit.</summary>
    [JsonPropertyOrder(-2)]
    public required string Name { get; init; }

    /// <summary>What kind of network it is, for people, such as <c>ViT-B/16</c>; the sizes themselves are read off the weights.</summary>
    [JsonPropertyOrder(-1)]
    public required string Variant { get; init; }

    /// <summary>Width D of every embedding: 512 for B/32 and B/16, 768 for L/14.</summary>
    public required int EmbeddingWidth { get; init; }

    /// <summary>Frames per view, T. The published temporal heads were trained with 8 and know no other number (specification Q32).</summary>
    public required int FramesPerView { get; init; }

    /// <summary>How the T frames of a view are chosen.</summary>
    public required FrameChoice Sampling { get; init; }

    /// <summary>How a frame becomes the picture that the vision tower sees.</summary>
    public required ImagePreprocessing Preprocessing { get; init; }

    /// <summary>What the towers need to know beyond the shapes of their weights.</summary>
    public required TowerDetails Towers { get; init; }

    /// <summary>Prompt templates of the text ensemble, each with one <c>{}</c>; verbatim, because the class features were made with them (specification 6.1).</summary>
    public required IReadOnlyList<string> PromptTemplates { get; init; }

    /// <summary>Names of the fine-tuning classes, one per row of the class features; empty where nobody gave them.</summary>
    public required IReadOnlyList<string> FineTuningClasses { get; init; }

    /// <summary>
    /// Names of the background candidate classes C0, one per row of the archive features; null: the fine-tuning classes themselves. A plain CLIP that
    /// cannot be searched has neither.
    /// </summary>
    public IReadOnlyList<string>? ArchiveVocabulary { get; init; }

    /// <summary>The factor exp(logit_scale) on cosines, about 100 for published CLIP; no embedding and no evaluation score depends on it.</summary>
    public required float LogitScale { get; init; }

    /// <summary>Share of the fine-tuned weights in the vision tower, 0.99 as published (specification 6.3); null where nothing was mixed.</summary>
    public double? PatchFactor { get; init; }

    /// <summary>Licence of the weights, for people.</summary>
    public required string Licence { get; init; }

    /// <summary>Where the weights came from, for people: file names with their SHA-256, or the recipe that trained them.</summary>
    public required string Source { get; init; }

    /// <summary>Every other file of the bundle by name.</summary>
    public required IReadOnlyDictionary<string, BundleFile> Files { get; init; }

    /// <summary>64 hexadecimal digits over everything that changes an embedding; see <see cref="ModelFingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Whether the bundle has a temporal head; without one it is plain CLIP and g = 0.</summary>
    [JsonIgnore]
    public bool HasTemporalHead => Files.ContainsKey(BundleFile.TemporalHead);
}
