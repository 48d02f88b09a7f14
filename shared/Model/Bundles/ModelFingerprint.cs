using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MoTE.Indexing.Model.Clip;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Identity of a model as far as its embeddings go: two indexes may be compared only under the same fingerprint.</summary>
/// <remarks>
/// <para>The SHA-256, as 64 lower-case hexadecimal digits, of the UTF-8 text that these lines make, each ended by one line feed, numbers in the
/// invariant culture, floats in their shortest form that reads back exactly:</para>
/// <list type="number">
/// <item><c>mote-model-fingerprint 1</c></item>
/// <item><c>embeddingWidth N</c>, <c>framesPerView N</c>, <c>sampling NAME</c>, one line each; names as in the manifest</item>
/// <item><c>resolution N</c>, <c>resize NAME</c>, <c>interpolation NAME</c>, <c>mean R G B</c>, <c>std R G B</c></item>
/// <item><c>activation NAME</c>, <c>visionHeads N</c>, <c>textHeads N</c>, <c>temporalHeads N</c> (or <c>none</c>), <c>poolingToken N</c> (or <c>largest</c>)</item>
/// <item><c>promptTemplates N</c>, then every template as <c>LENGTH TEXT</c>, length in UTF-8 bytes</item>
/// <item><c>archiveVocabulary N</c> and every name in the same form, or <c>archiveVocabulary fineTuningClasses</c> where the manifest has none</item>
/// <item>for every file of the bundle but <c>relevance.safetensors</c>, in ordinal order of names: <c>file NAME SHA256</c></item>
/// </list>
/// <para>Name, variant, licence, source, class names, logit scale, patch factor and the calibration of relevance do not enter: they are labels, already in the
/// weights, or change no embedding. Two files with
/// equal values but different bytes (half and single precision, say) give different fingerprints; equal fingerprints mean equal embeddings.</para>
/// </remarks>
public static class ModelFingerprint
{
    /// <summary>Computes the fingerprint of what a manifest states; its own <see cref="ModelManifest.Fingerprint"/> is not looked at.</summary>
    public static string Of(ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(manifest))));
    }

    private static string Text(ModelManifest manifest)
    {
        var text = new StringBuilder();
        var preprocessing = manifest.Preprocessing;
        var towers = manifest.Towers;
        Line(text, $"mote-model-fingerprint 1");
        Line(text, $"embeddingWidth {manifest.EmbeddingWidth}");
        Line(text, $"framesPerView {manifest.FramesPerView}");
        Line(text, $"sampling {(manifest.Sampling == FrameChoice.Uniform ? "uniform" : throw Unnamed(manifest.Sampling))}");
        Line(text, $"resolution {preprocessing.Resolution}");
        Line(text, $"resize {(preprocessing.Resize == ResizeRule.ShortSideThenCentreCrop ? "shortSideThenCentreCrop" : throw Unnamed(preprocessing.Resize))}");
        Line(text, $"interpolation {(preprocessing.Interpolation == InterpolationFilter.Bicubic ? "bicubic" : throw Unnamed(preprocessing.Interpolation))}");
        Line(text, $"mean {Numbers(preprocessing.Mean)}");
        Line(text, $"std {Numbers(preprocessing.Std)}");
        Line(text, $"activation {(towers.Activation switch { ClipActivation.QuickGelu => "quick_gelu", ClipActivation.Gelu => "gelu", _ => throw Unnamed(towers.Activation) })}");
        Line(text, $"visionHeads {towers.VisionHeads}");
        Line(text, $"textHeads {towers.TextHeads}");
        Line(text, $"temporalHeads {towers.TemporalHeads?.ToString(CultureInfo.InvariantCulture) ?? "none"}");
        Line(text, $"poolingToken {towers.PoolingToken?.ToString(CultureInfo.InvariantCulture) ?? "largest"}");
        Names(text, "promptTemplates", manifest.PromptTemplates);
        if (manifest.ArchiveVocabulary is { } vocabulary)
            Names(text, "archiveVocabulary", vocabulary);
        else
            Line(text, $"archiveVocabulary fineTuningClasses");

        foreach (var (name, file) in manifest.Files.Where(pair => pair.Key != BundleFile.Relevance).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Line(text, $"file {name} {file.Sha256}");
        }

        return text.ToString();
    }

    private static void Names(StringBuilder text, string member, IReadOnlyList<string> names)
    {
        Line(text, $"{member} {names.Count}");
        foreach (var name in names)
        {
            Line(text, $"{Encoding.UTF8.GetByteCount(name)} {name}");
        }
    }

    private static string Numbers(IEnumerable<float> numbers) => string.Join(' ', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));

    private static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');

    private static ArgumentOutOfRangeException Unnamed(Enum value) => new(nameof(value), value, "This value has no name in a manifest.");
}
