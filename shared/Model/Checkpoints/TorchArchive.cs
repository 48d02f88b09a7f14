using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>A zip archive as PyTorch writes it: one pickle that describes everything, and one entry per storage.</summary>
internal sealed class TorchArchive : IDisposable
{
    /// <summary>Most tensors taken from one archive.</summary>
    public const int MaxTensors = 1 << 16;

    private const string PickleSuffix = "/data.pkl";

    /// <summary>A view that repeats its storage (a stride of 0) may have this many values even if the storage has fewer.</summary>
    private const int MaxRepeatedCount = 1 << 16;

    private readonly StoredZip _zip;
    private readonly string _root;

    private TorchArchive(MappedFile file)
    {
        File = file;
        _zip = new StoredZip(file);
        var pickles = _zip.Names.Where(name => name.EndsWith(PickleSuffix, StringComparison.Ordinal)).Take(2).ToList();
        if (pickles.Count != 1)
        {
            throw new CheckpointException(
                $"{file.Path} is a zip archive with {(pickles.Count == 0 ? "no" : "more than one")} data.pkl: it is no PyTorch file.");
        }

        _root = pickles[0][..^PickleSuffix.Length];
        IsScript = _zip.TryFind($"{_root}/constants.pkl", out _, out _);
        IsBigEndian = _zip.TryFind($"{_root}/byteorder", out var offset, out var sizeBytes) && IsBig(file.Slice(offset, (int)Math.Min(sizeBytes, 16)));
        _ = _zip.TryFind(pickles[0], out offset, out sizeBytes);
        if (sizeBytes > PickleReader.MaxSizeBytes)
            throw new CheckpointException($"{file.Path}: its data.pkl has {sizeBytes} bytes; at most {PickleReader.MaxSizeBytes} are read.");
        Content = PickleReader.Read(file.Path, file.Slice(offset, (int)sizeBytes));
    }

    public MappedFile File { get; }

    public bool IsBigEndian { get; }

    /// <summary>True for TorchScript (a model with its code), false for what torch.save writes.</summary>
    public bool IsScript { get; }

    /// <summary>What the pickle describes.</summary>
    public object? Content { get; }

    /// <exception cref="CheckpointException">The archive or its pickle does not hold together.</exception>
    public static TorchArchive Open(string path)
    {
        var file = MappedFile.Open(path);
        try
        {
            return new TorchArchive(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Checks the tensors of one dictionary against their storages.</summary>
    /// <param name="described">Names and descriptions; names are unique.</param>
    /// <exception cref="CheckpointException">A shape is absurd, a storage is missing, or a view reaches outside its storage.</exception>
    public Dictionary<string, TorchTensor> Resolve(IReadOnlyDictionary<string, PickleTensor> described)
    {
        var resolved = new Dictionary<string, TorchTensor>(described.Count, StringComparer.Ordinal);
        var count = 0L;
        foreach (var (name, tensor) in described)
        {
            resolved.Add(name, Resolve(name, tensor));
            count += resolved[name].Tensor.Count;
        }

        // Tensors may share a storage (tied weights), so the sum is bounded and not exact.
        return count > (4 * File.Length) + (1 << 20)
            ? throw new CheckpointException($"{File.Path}: its tensors claim {count} values, far more than its {File.Length} bytes hold.")
            : resolved;
    }

    public void Dispose() => File.Dispose();

    private static bool TryNumbers(object?[] values, out long[] numbers)
    {
        numbers = [.. values.OfType<long>()];
        return numbers.Length == values.Length;
    }

    private bool IsBig(ReadOnlySpan<byte> order)
    {
        if (order.SequenceEqual("little"u8) || order.SequenceEqual("big"u8))
            return order[0] == (byte)'b';
        throw new CheckpointException($"{File.Path}: its byteorder entry is neither 'little' nor 'big'.");
    }

    private TorchTensor Resolve(string name, PickleTensor tensor)
    {
        var storage = tensor.Storage;
        if (!_zip.TryFind($"{_root}/data/{storage.Key}", out var offset, out var sizeBytes))
            throw new CheckpointException($"{File.Path}: the storage {Quoted.Name(storage.Key)} of tensor {Quoted.Name(name)} is missing.");
        if (storage.Count > sizeBytes || storage.Count * storage.Type.SizeBytes() != sizeBytes)
        {
            throw new CheckpointException(
                $"{File.Path}: the storage of tensor {Quoted.Name(name)} claims {storage.Count} {storage.Type} values and has {sizeBytes} bytes.");
        }

        if (tensor.Shape.Length > TensorShape.MaxRank || !TryNumbers(tensor.Shape, out var shape) || !TryNumbers(tensor.Strides, out var strides)
            || strides.Length != shape.Length)
            throw new CheckpointException($"{File.Path}: tensor {Quoted.Name(name)} claims an absurd shape of {tensor.Shape.Length} dimensions.");

        var count = TensorShape.CountOf(File.Path, name, shape);
        var last = (Int128)tensor.Offset;
        for (var i = 0; i < shape.Length; i++)
            last += Math.BigMul(shape[i] - 1, strides[i]);
        if (tensor.Offset < 0 || strides.Any(stride => stride < 0) || (count > 0 && last >= storage.Count))
        {
            throw new CheckpointException(
                $"{File.Path}: tensor {Quoted.Name(name)} with shape {Quoted.Shape(shape)}, offset {tensor.Offset} and strides {Quoted.Shape(strides)} reaches outside its storage of {storage.Count} values.");
        }

        return count > Math.Max(storage.Count, MaxRepeatedCount)
            ? throw new CheckpointException(
                $"{File.Path}: tensor {Quoted.Name(name)} claims the absurd shape {Quoted.Shape(shape)} over {storage.Count} stored values.")
            : new TorchTensor(new NamedTensor(name, storage.Type, Array.AsReadOnly(shape)), offset, tensor.Offset, strides);
    }
}
