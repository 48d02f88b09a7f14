namespace MoTE.Indexing.Safetensors;

/// <summary>A set of named tensors, read lazily: opening reads names and shapes, <see cref="ReadFloats"/> reads one tensor's values.</summary>
public interface ITensorSource : IDisposable
{
    /// <summary>Every tensor by its key.</summary>
    IReadOnlyDictionary<string, NamedTensor> Tensors { get; }

    /// <summary>Free text beside the tensors (the <c>__metadata__</c> of a safetensors file); empty where the format has none.</summary>
    IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads one floating-point tensor, converted to single precision, in row-major order.</summary>
    /// <exception cref="CheckpointException">There is no such tensor, it is not floating-point, or the file cannot be read.</exception>
    float[] ReadFloats(string name);

    /// <summary>Reads one integer or Boolean tensor, converted to 64 bits, in row-major order.</summary>
    /// <exception cref="CheckpointException">There is no such tensor, it is not of an integer type, or the file cannot be read.</exception>
    long[] ReadIntegers(string name);
}
