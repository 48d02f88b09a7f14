
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Demo.Recipe;

/// <summary>The two towers in a checkpoint of stage 1, without the probe and the optimizer beside them.</summary>
internal sealed class TowerTensors(ITensorSource checkpoint) : ITensorSource
{
    public IReadOnlyDictionary<string, NamedTensor> Tensors { get; } = checkpoint.Tensors
        .Where(entry => !entry.Key.StartsWith("adam.", StringComparison.Ordinal) && !entry.Key.StartsWith("probe.", StringComparison.Ordinal))
        .ToDictionary(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Metadata => checkpoint.Metadata;

    public float[] ReadFloats(string name) => checkpoint.ReadFloats(name);

    public long[] ReadIntegers(string name) => checkpoint.ReadIntegers(name);

    // The checkpoint stays its opener's.
    public void Dispose()
    {
    }
}
