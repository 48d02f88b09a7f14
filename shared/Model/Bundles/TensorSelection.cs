using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Some tensors of a source, under their own names. Does not own the source.</summary>
internal sealed class TensorSelection : ITensorSource
{
    private readonly ITensorSource _source;

    /// <param name="source">Where the values are; stays the caller's.</param>
    /// <param name="isChosen">Says of a key whether it is in.</param>
    /// <param name="metadata">Text beside the tensors; the source's when left out.</param>
    public TensorSelection(ITensorSource source, Func<string, bool> isChosen, IReadOnlyDictionary<string, string>? metadata = null)
    {
        _source = source;
        Tensors = source.Tensors.Where(entry => isChosen(entry.Key)).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        Metadata = metadata ?? source.Metadata;
    }

    public IReadOnlyDictionary<string, NamedTensor> Tensors { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    public float[] ReadFloats(string name) => _source.ReadFloats(Chosen(name));

    public long[] ReadIntegers(string name) => _source.ReadIntegers(Chosen(name));

    public void Dispose()
    {
    }

    private string Chosen(string name) => Tensors.ContainsKey(name) ? name : throw new CheckpointException($"There is no tensor '{name}' in this selection.");
}
