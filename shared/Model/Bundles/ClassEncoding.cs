using System.Numerics.Tensors;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Encodes class names as the published training does: every template, original CLIP text tower, normalise, average, normalise (specification 6.2).</summary>
internal sealed class ClassEncoding(TextEncoder encoder, ClipTokenizer tokenizer, IReadOnlyList<string> templates)
{
    private const int NamesAtOnce = 8;
    private const int SampledNames = 5;

    // Features of the same names made with half-rounded weights agree to 0.9999; other names of one list seldom exceed 0.95.
    private const float SameName = 0.99f;

    /// <returns>Unit rows in the order of the names.</returns>
    public float[][] Encode(IReadOnlyList<string> names, string step, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var features = new List<float[]>(names.Count);
        foreach (var some in names.Chunk(NamesAtOnce))
        {
            progress?.Report(new ImportProgress(step, features.Count, names.Count));
            features.AddRange(PromptEnsemble.Encode(encoder, some, templates, tokenizer.Encode, cancellationToken));
        }

        progress?.Report(new ImportProgress(step, names.Count, names.Count));
        return [.. features];
    }

    /// <summary>Recomputes a few rows spread over the list, to show that the names and the features belong together, in this order.</summary>
    /// <exception cref="UserErrorException">Names one that does not fit.</exception>
    public void RequireSameOrder(IReadOnlyList<string> names, IReadOnlyList<float[]> features, string path, CancellationToken cancellationToken)
    {
        var rows = Enumerable.Range(0, SampledNames).Select(i => i * (names.Count - 1) / (SampledNames - 1)).Distinct().ToList();
        var recomputed = Encode([.. rows.Select(row => names[row])], "comparing class names with class features", null, cancellationToken);
        foreach (var (row, feature) in rows.Zip(recomputed))
        {
            var cosine = TensorPrimitives.CosineSimilarity<float>(feature, features[row]);
            if (!(cosine >= SameName))
            {
                throw new UserErrorException(
                    $"Class {row} of '{path}', '{names[row]}', is not what class {row} of the temporal head was trained with (cosine {cosine:0.000}, expected at least {SameName}): "
                    + "it is another list, or in another order.");
            }
        }
    }
}
