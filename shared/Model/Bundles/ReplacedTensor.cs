
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>A source with one floating-point tensor put in or exchanged. Does not own the source.</summary>
internal sealed class ReplacedTensor : ITensorSource
{
    private readonly ITensorSource _source;
    private readonly string _name;
    private readonly float[] _values;

    public ReplacedTensor(ITensorSource source, string name, IReadOnlyList<long> shape, float[] values)
    {
        (_source, _name, _values) = (source, name, values);
        Tensors = new Dictionary<string, NamedTensor>(source.Tensors, StringComparer.Ordinal) { [name] = new NamedTensor(name, StoredType.Float32, shape) };
    }

    public IReadOnlyDictionary<string, NamedTensor> Tensors { get; }

    public IReadOnlyDictionary<string, string> Metadata => _source.Metadata;

    public float[] ReadFloats(string name) => name == _name ? (float[])_values.Clone() : _source.ReadFloats(name);

    public long[] ReadIntegers(string name) => _source.ReadIntegers(name);

    public void Dispose()
    {
    }
}
