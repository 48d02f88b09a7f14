using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>Tensors computed from those of other sources, each when it is asked for. Owns the sources that it was made from.</summary>
public abstract class DerivedTensors : ITensorSource
{
    private readonly Dictionary<string, DerivedTensor> _derived;
    private readonly ITensorSource[] _owned;
    private readonly string _origin;

    private protected DerivedTensors(
        string origin, IEnumerable<DerivedTensor> tensors, IReadOnlyDictionary<string, string> metadata, params ITensorSource[] owned)
    {
        (_origin, _owned, Metadata) = (origin, owned, metadata);
        _derived = new(StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            if (!_derived.TryAdd(tensor.Tensor.Name, tensor))
                throw new CheckpointException($"{origin} has two tensors for the name {Quoted.Name(tensor.Tensor.Name)}.");
        }

        Tensors = _derived.ToDictionary(entry => entry.Key, entry => entry.Value.Tensor, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, NamedTensor> Tensors { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <inheritdoc/>
    public float[] ReadFloats(string name)
    {
        _ = StoredTensor.Find(Tensors, name, floatingPoint: true, _origin);
        return _derived[name].Floats();
    }

    /// <inheritdoc/>
    public long[] ReadIntegers(string name)
    {
        _ = StoredTensor.Find(Tensors, name, floatingPoint: false, _origin);
        return _derived[name].Integers();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var source in _owned)
            source.Dispose();
        GC.SuppressFinalize(this);
    }
}
