using MoTE.Indexing.Model.Checkpoints;

namespace MoTE.Indexing.Model.Temporal;

/// <summary>
/// A temporal head whose experts are merged as at evaluation: presents plain feed-forward layers (<c>mlp.c_fc</c>, <c>mlp.c_proj</c>) made from
/// <c>mlp.fc_up</c> and <c>mlp.fc_dn</c> with the softmax of <c>mlp.mote_fusion_weight</c> (specification 3.2). A head that is plain already passes through.
/// </summary>
public sealed class MergedExperts : ITensorSource
{
    private const string Fusion = ".mlp.mote_fusion_weight";

    private readonly ITensorSource _head;
    private readonly Dictionary<string, (string Block, string Part, string Kind)> _merged = new(StringComparer.Ordinal);

    /// <summary>Wraps a head; nothing is read yet.</summary>
    /// <param name="head">The tensors of a temporal head (specification 3.5); disposed with this.</param>
    /// <exception cref="CheckpointException">A block lacks an expert.</exception>
    public MergedExperts(ITensorSource head)
    {
        ArgumentNullException.ThrowIfNull(head);
        _head = head;
        var blocks = head.Tensors.Keys
            .Where(key => key.EndsWith(Fusion, StringComparison.Ordinal))
            .Select(key => key[..^Fusion.Length])
            .ToHashSet(StringComparer.Ordinal);
        var tensors = head.Tensors.Values
            .Where(tensor => !blocks.Any(block => tensor.Name.StartsWith(block + ".mlp.", StringComparison.Ordinal)))
            .ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            foreach (var (part, plain) in new[] { ("fc_up", "c_fc"), ("fc_dn", "c_proj") })
            {
                foreach (var kind in new[] { "weight", "bias" })
                {
                    var name = $"{block}.mlp.{plain}.{kind}";
                    var expert = $"{block}.mlp.{part}.0.{kind}";
                    if (!head.Tensors.TryGetValue(expert, out var first))
                        throw new CheckpointException($"The temporal head has no tensor '{expert}'.");
                    _merged[name] = (block, part, kind);
                    tensors[name] = first with { Name = name, Type = StoredType.Float32 };
                }
            }
        }

        Tensors = tensors;
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, NamedTensor> Tensors { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata => _head.Metadata;

    /// <inheritdoc/>
    public float[] ReadFloats(string name)
    {
        if (!_merged.TryGetValue(name, out var place))
            return _head.ReadFloats(name);

        var shares = ExpertMixture.Softmax([.. _head.ReadFloats(place.Block + Fusion).Select(value => (double)value)]);
        var merged = new float[Tensors[name].Count];
        for (var expert = 0; expert < shares.Length; expert++)
        {
            var values = _head.ReadFloats($"{place.Block}.mlp.{place.Part}.{expert}.{place.Kind}");
            if (values.Length != merged.Length)
                throw new CheckpointException($"Tensor '{place.Block}.mlp.{place.Part}.{expert}.{place.Kind}' has {values.Length} values, expected {merged.Length}.");
            for (var i = 0; i < merged.Length; i++)
                merged[i] += shares[expert] * values[i];
        }

        return merged;
    }

    /// <inheritdoc/>
    public long[] ReadIntegers(string name) => _head.ReadIntegers(name);

    /// <inheritdoc/>
    public void Dispose() => _head.Dispose();
}
