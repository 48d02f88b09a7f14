using MoTE.Indexing.Safetensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Training;

/// <summary>Tensors of a model in training, read when asked for. They stay the trainer's.</summary>
internal sealed class LiveTensors : ITensorSource
{
    private readonly IReadOnlyDictionary<string, Tensor> _tensors;

    public LiveTensors(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        _tensors = tensors;
        Metadata = metadata;
        Tensors = tensors.ToDictionary(
            entry => entry.Key,
            entry => new NamedTensor(entry.Key, entry.Value.dtype == ScalarType.Int64 ? StoredType.Int64 : StoredType.Float32, entry.Value.shape),
            StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, NamedTensor> Tensors { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    public float[] ReadFloats(string name)
    {
        using var scope = NewDisposeScope();
        return Find(name).detach().cpu().contiguous().data<float>().ToArray();
    }

    public long[] ReadIntegers(string name)
    {
        using var scope = NewDisposeScope();
        return Find(name).detach().cpu().contiguous().data<long>().ToArray();
    }

    public void Dispose()
    {
    }

    private Tensor Find(string name) =>
        _tensors.TryGetValue(name, out var tensor) ? tensor : throw new CheckpointException($"The model in training has no tensor '{name}'.");
}
