namespace MoTE.Indexing.Model.Bundles;

/// <summary>Size and hash of one file of a bundle.</summary>
/// <param name="SizeBytes">Length of the file.</param>
/// <param name="Sha256">SHA-256 of its bytes, 64 lower-case hexadecimal digits.</param>
public sealed record BundleFile(long SizeBytes, string Sha256)
{
    /// <summary>The manifest.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>The vision tower, keys <c>visual.*</c> of OpenAI's layout.</summary>
    public const string VisionTower = "vision.safetensors";

    /// <summary>The text tower, in OpenAI's layout.</summary>
    public const string TextTower = "text.safetensors";

    /// <summary>The temporal head with merged experts, and the class features; absent for plain CLIP.</summary>
    public const string TemporalHead = "temporal.safetensors";

    /// <summary>The features of the archive vocabulary; absent where the fine-tuning classes are the archive vocabulary.</summary>
    public const string ArchiveFeatures = "archive.safetensors";

    /// <summary>The calibration of relevance; absent where nothing was measured. It changes no embedding, so it is not part of the fingerprint.</summary>
    public const string Relevance = "relevance.safetensors";

    /// <summary>The tokenizer's vocabulary, in the published format; absent from a model that no such vocabulary fits, which cannot be searched.</summary>
    public const string Vocabulary = "vocabulary.bpe.gz";

    /// <summary>Files that no bundle goes without.</summary>
    public static IReadOnlyList<string> Required { get; } = [VisionTower, TextTower];

    /// <summary>Every file that a manifest may list.</summary>
    public static IReadOnlyList<string> Known { get; } = [VisionTower, TextTower, TemporalHead, ArchiveFeatures, Relevance, Vocabulary];
}
