using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>
/// The fine-tuned vision tower patched with the original one: 0.99 of the fine-tuned and 0.01 of the original value, for <c>visual.*</c> and
/// <c>logit_scale</c>. (Specification section 6.3.) The metadata are those of the original.
/// </summary>
public sealed class PatchedTensors : DerivedTensors
{
    /// <summary>The published share of the fine-tuned weights.</summary>
    public const double PublishedFactor = 0.99;

    private PatchedTensors(ITensorSource finetuned, ITensorSource clip, double factor, IReadOnlyList<string> dropped)
        : base("The patched vision tower", Derive(finetuned, clip, factor, dropped), clip.Metadata, finetuned, clip) => DroppedKeys = dropped;

    /// <summary>Keys of the fine-tuned file that the original does not have, or that are no part of the vision tower; they are not in the result.</summary>
    public IReadOnlyList<string> DroppedKeys { get; }

    /// <summary>Patches.</summary>
    /// <param name="finetuned">The vision tower of a MoTE checkpoint; owned by the result.</param>
    /// <param name="clip">The original CLIP in OpenAI's layout; owned by the result.</param>
    /// <param name="factor">Share of the fine-tuned weights, 0 to 1.</param>
    /// <exception cref="CheckpointException">A tensor has different shapes in the two.</exception>
    public static PatchedTensors Create(ITensorSource finetuned, ITensorSource clip, double factor = PublishedFactor)
    {
        ArgumentNullException.ThrowIfNull(finetuned);
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentOutOfRangeException.ThrowIfNegative(factor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factor, 1);
        var dropped = finetuned.Tensors.Keys.Where(key => !IsVision(key) || !clip.Tensors.ContainsKey(key)).Order(StringComparer.Ordinal).ToList();
        return new PatchedTensors(finetuned, clip, factor, dropped);
    }

    private static bool IsVision(string key) => key == "logit_scale" || key.StartsWith("visual.", StringComparison.Ordinal);

    private static IEnumerable<DerivedTensor> Derive(ITensorSource finetuned, ITensorSource clip, double factor, IReadOnlyList<string> dropped)
    {
        foreach (var tensor in finetuned.Tensors.Values.ExceptBy(dropped, tensor => tensor.Name))
        {
            var original = clip.Tensors[tensor.Name];
            if (!original.Shape.SequenceEqual(tensor.Shape))
            {
                throw new CheckpointException(
                    $"Tensor {Quoted.Name(tensor.Name)} is {Quoted.Shape(tensor.Shape)} in the MoTE checkpoint and {Quoted.Shape(original.Shape)} in the original CLIP: they are different variants.");
            }

            yield return DerivedTensor.Computed(tensor with { Type = StoredType.Float32 }, () => Mix(finetuned, clip, tensor.Name, factor));
        }
    }

    private static float[] Mix(ITensorSource finetuned, ITensorSource clip, string name, double factor)
    {
        var (mixed, original) = (finetuned.ReadFloats(name), clip.ReadFloats(name));

        // As PyTorch multiplies by a scalar: the scalar in single precision, each product rounded before the sum.
        var (share, rest) = ((float)factor, (float)(1 - factor));
        for (var i = 0; i < mixed.Length; i++)
            mixed[i] = (share * mixed[i]) + (rest * original[i]);
        return mixed;
    }
}
