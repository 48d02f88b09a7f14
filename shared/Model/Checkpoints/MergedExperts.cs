using System.Globalization;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>
/// A temporal head with its experts merged for inference: per block, weights and biases averaged with <c>softmax(mote_fusion_weight)</c>, which is
/// 1/E each in every published head. (Specification sections 3.2 and 3.5; accumulated over e = 0..E-1.)
/// </summary>
/// <remarks>
/// The result has the keys of the plain-MLP head: <c>mlp.fc_up.{e}</c> becomes <c>mlp.c_fc</c>, <c>mlp.fc_dn.{e}</c> becomes <c>mlp.c_proj</c>,
/// <c>mlp.mote_fusion_weight</c> is gone, everything else stays. A plain-MLP head, or one merged before, passes through unchanged.
/// </remarks>
public sealed class MergedExperts : DerivedTensors
{
    private const string Up = ".mlp.fc_up.";
    private const string Down = ".mlp.fc_dn.";
    private const string Fusion = ".mlp.mote_fusion_weight";

    private MergedExperts(ITensorSource head, List<DerivedTensor> tensors, int expertCount)
        : base("The merged temporal head", tensors, head.Metadata, head) => ExpertCount = expertCount;

    /// <summary>Experts per block before merging; 0 for a plain-MLP head, or one merged before.</summary>
    public int ExpertCount { get; }

    /// <summary>Merges, each tensor when it is read.</summary>
    /// <param name="temporalHead">A head in the training layout; owned by the result.</param>
    /// <exception cref="CheckpointException">Experts are missing, or differ in number or shape.</exception>
    public static MergedExperts Create(ITensorSource temporalHead)
    {
        ArgumentNullException.ThrowIfNull(temporalHead);
        var groups = new Dictionary<string, SortedDictionary<int, NamedTensor>>(StringComparer.Ordinal);
        var tensors = new List<DerivedTensor>();
        foreach (var tensor in temporalHead.Tensors.Values)
        {
            if (TryParse(tensor.Name, out var merged, out var expert))
            {
                if (!groups.TryGetValue(merged, out var group))
                    groups.Add(merged, group = []);
                if (!group.TryAdd(expert, tensor))
                    throw new CheckpointException($"The temporal head has two tensors for expert {expert}, one of them {Quoted.Name(tensor.Name)}.");
            }
            else if (!tensor.Name.EndsWith(Fusion, StringComparison.Ordinal))
            {
                tensors.Add(DerivedTensor.PassedOn(temporalHead, tensor));
            }
        }

        var expertCount = groups.Count == 0 ? 0 : groups.Values.Max(group => group.Count);
        tensors.AddRange(groups.Select(group => Merge(temporalHead, group.Key, group.Value, expertCount)));
        return new MergedExperts(temporalHead, tensors, expertCount);
    }

    private static DerivedTensor Merge(ITensorSource head, string merged, SortedDictionary<int, NamedTensor> experts, int expertCount)
    {
        if (experts.Count != expertCount || experts.Keys.Last() != expertCount - 1)
        {
            throw new CheckpointException(
                $"The temporal head has experts {string.Join(", ", experts.Keys.Take(16))} for {Quoted.Name(merged)}, and {expertCount} elsewhere.");
        }

        var first = experts[0];
        foreach (var expert in experts.Values)
        {
            if (!expert.Shape.SequenceEqual(first.Shape) || !expert.Type.IsFloatingPoint())
            {
                throw new CheckpointException(
                    $"The temporal head's {Quoted.Name(expert.Name)} is {expert.Type} {Quoted.Shape(expert.Shape)}, and {Quoted.Name(first.Name)} is {Quoted.Shape(first.Shape)}.");
            }
        }

        var fusion = merged[..merged.LastIndexOf(".mlp.", StringComparison.Ordinal)] + Fusion;
        if (head.Tensors.TryGetValue(fusion, out var weights) && weights.Count != expertCount)
            throw new CheckpointException($"The temporal head's {Quoted.Name(fusion)} has {weights.Count} values for {expertCount} experts.");

        var names = experts.Values.Select(expert => expert.Name).ToArray();
        return DerivedTensor.Computed(
            new NamedTensor(merged, StoredType.Float32, first.Shape),
            () => Average(head, names, Shares(head, weights is null ? null : fusion, expertCount)));
    }

    /// <summary>Softmax of the fusion weights; equal shares where the head has none.</summary>
    private static float[] Shares(ITensorSource head, string? fusion, int expertCount)
    {
        var logits = fusion is null ? new float[expertCount] : head.ReadFloats(fusion);
        var largest = logits.Max();
        var shares = Array.ConvertAll(logits, logit => MathF.Exp(logit - largest));
        var sum = shares.Sum();
        return Array.ConvertAll(shares, share => share / sum);
    }

    private static float[] Average(ITensorSource head, string[] experts, float[] shares)
    {
        var average = head.ReadFloats(experts[0]);
        for (var i = 0; i < average.Length; i++)
            average[i] *= shares[0];
        for (var expert = 1; expert < experts.Length; expert++)
        {
            var values = head.ReadFloats(experts[expert]);
            for (var i = 0; i < average.Length; i++)
                average[i] += shares[expert] * values[i];
        }

        return average;
    }

    /// <summary>Takes <c>transformer.resblocks.0.mlp.fc_up.3.weight</c> apart: the merged name and the expert's number.</summary>
    private static bool TryParse(string name, out string merged, out int expert)
    {
        foreach (var (experts, plain) in new[] { (Up, ".mlp.c_fc."), (Down, ".mlp.c_proj.") })
        {
            var at = name.IndexOf(experts, StringComparison.Ordinal);
            if (at < 0 || name[(at + experts.Length)..].Split('.') is not [var number, var part])
                continue;
            merged = $"{name[..at]}{plain}{part}";
            return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out expert);
        }

        (merged, expert) = ("", 0);
        return false;
    }
}
