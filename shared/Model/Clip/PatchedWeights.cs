using MoTE.Indexing.Model.Checkpoints;

namespace MoTE.Indexing.Model.Clip;

/// <summary>The published weight patch: factor × fine-tuned + (1 - factor) × original, for the vision tower and the logit scale (specification 6.3).</summary>
public sealed class PatchedWeights : ITensorSource
{
    /// <summary>The published share of the fine-tuned weights.</summary>
    public const double PublishedFactor = 0.99;

    private readonly ITensorSource _fineTuned;
    private readonly ITensorSource _original;
    private readonly double _factor;

    /// <summary>Wraps two models; nothing is read yet.</summary>
    /// <param name="fineTuned">Keys <c>visual.*</c> and <c>logit_scale</c>; disposed with this.</param>
    /// <param name="original">The original CLIP model, which has every such key; disposed with this.</param>
    /// <param name="factor">Share of the fine-tuned weights, 0 to 1.</param>
    /// <exception cref="CheckpointException">A fine-tuned tensor is absent from the original, or of another shape.</exception>
    public PatchedWeights(ITensorSource fineTuned, ITensorSource original, double factor = PublishedFactor)
    {
        ArgumentNullException.ThrowIfNull(fineTuned);
        ArgumentNullException.ThrowIfNull(original);
        ArgumentOutOfRangeException.ThrowIfNegative(factor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factor, 1);
        foreach (var tensor in fineTuned.Tensors.Values)
        {
            if (!original.Tensors.TryGetValue(tensor.Name, out var partner))
                throw new CheckpointException($"The fine-tuned tensor '{tensor.Name}' is not in the original CLIP model.");
            if (!partner.Shape.SequenceEqual(tensor.Shape))
            {
                throw new CheckpointException(
                    $"Tensor '{tensor.Name}' has shape [{string.Join(", ", tensor.Shape)}] fine-tuned, but [{string.Join(", ", partner.Shape)}] in the original CLIP model.");
            }
        }

        (_fineTuned, _original, _factor) = (fineTuned, original, factor);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, NamedTensor> Tensors => _fineTuned.Tensors;

    /// <summary>That of the original model, which tells what shapes cannot.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _original.Metadata;

    /// <inheritdoc/>
    public float[] ReadFloats(string name)
    {
        var values = _fineTuned.ReadFloats(name);
        var partner = _original.ReadFloats(name);
        var (share, rest) = ((float)_factor, (float)(1 - _factor));
        for (var i = 0; i < values.Length; i++)
            values[i] = (share * values[i]) + (rest * partner[i]);
        return values;
    }

    /// <inheritdoc/>
    public long[] ReadIntegers(string name) => _fineTuned.ReadIntegers(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        _fineTuned.Dispose();
        _original.Dispose();
    }
}
