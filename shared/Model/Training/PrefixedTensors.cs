
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Training;

/// <summary>Those tensors of a source whose names begin with a prefix, without it. The source stays the caller's.</summary>
internal sealed class PrefixedTensors(ITensorSource source, string prefix) : ITensorSource
{
    public IReadOnlyDictionary<string, NamedTensor> Tensors { get; } = source.Tensors.Values
        .Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(tensor => tensor with { Name = tensor.Name[prefix.Length..] })
        .ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Metadata => source.Metadata;

    public float[] ReadFloats(string name) => source.ReadFloats(prefix + name);

    public long[] ReadIntegers(string name) => source.ReadIntegers(prefix + name);

    public void Dispose()
    {
    }
}
