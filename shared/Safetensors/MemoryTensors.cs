namespace MoTE.Indexing.Safetensors;

/// <summary>Named tensors held in memory: what is to be written, or what a test makes up.</summary>
public sealed class MemoryTensors : ITensorSource
{
    private const string Origin = "The set of tensors in memory";

    private readonly Dictionary<string, NamedTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, float[]> _floats = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long[]> _integers = new(StringComparer.Ordinal);

    /// <summary>Creates an empty set.</summary>
    /// <param name="metadata">Text beside the tensors; none when left out.</param>
    public MemoryTensors(IReadOnlyDictionary<string, string>? metadata = null) =>
        Metadata = metadata ?? new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, NamedTensor> Tensors => _tensors;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Adds a floating-point tensor.</summary>
    /// <param name="name">Its key.</param>
    /// <param name="shape">Sizes per dimension.</param>
    /// <param name="values">Row-major values, as many as the shape says; not copied.</param>
    /// <param name="type">The floating-point type a file should store; values in memory stay as they are.</param>
    /// <exception cref="ArgumentException">The name is taken, or values, type and shape do not fit.</exception>
    public void Add(string name, IReadOnlyList<long> shape, float[] values, StoredType type = StoredType.Float32)
    {
        Add(name, shape, values?.Length ?? 0, type, floatingPoint: true);
        _floats.Add(name, values!);
    }

    /// <summary>Adds an integer or Boolean tensor.</summary>
    /// <param name="name">Its key.</param>
    /// <param name="shape">Sizes per dimension.</param>
    /// <param name="values">Row-major values, as many as the shape says; not copied.</param>
    /// <param name="type">The integer type a file should store.</param>
    /// <exception cref="ArgumentException">The name is taken, or values, type and shape do not fit.</exception>
    public void Add(string name, IReadOnlyList<long> shape, long[] values, StoredType type = StoredType.Int64)
    {
        Add(name, shape, values?.Length ?? 0, type, floatingPoint: false);
        _integers.Add(name, values!);
    }

    /// <inheritdoc/>
    public float[] ReadFloats(string name)
    {
        _ = StoredTensor.Find(_tensors, name, floatingPoint: true, Origin);
        return (float[])_floats[name].Clone();
    }

    /// <inheritdoc/>
    public long[] ReadIntegers(string name)
    {
        _ = StoredTensor.Find(_tensors, name, floatingPoint: false, Origin);
        return (long[])_integers[name].Clone();
    }

    /// <summary>Does nothing: memory is not owned by anyone.</summary>
    public void Dispose()
    {
    }

    private void Add(string name, IReadOnlyList<long> shape, int count, StoredType type, bool floatingPoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var tensor = new NamedTensor(name, type, [.. shape]);
        if (tensor.Count != count)
            throw new ArgumentException($"{name}: shape {Quoted.Shape(shape)} takes {tensor.Count} values, {count} are given.", nameof(shape));
        if (type.IsFloatingPoint() != floatingPoint)
            throw new ArgumentException($"{name}: {type} does not fit these values.", nameof(type));
        _tensors.Add(name, tensor);
    }
}
