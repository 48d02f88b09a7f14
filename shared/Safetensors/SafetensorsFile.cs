using System.Buffers.Binary;

namespace MoTE.Indexing.Safetensors;

/// <summary>A safetensors file: header validated at opening, values read from a memory map, or from memory, when asked for.</summary>
public sealed class SafetensorsFile : ITensorSource
{
    internal const int LengthSizeBytes = 8;

    private readonly ByteSource _file;
    private readonly SafetensorsHeader _header;
    private readonly long _dataOffset;

    private SafetensorsFile(ByteSource file)
    {
        _file = file;
        if (file.Length < LengthSizeBytes)
            throw new CheckpointException($"{file.Path} has {file.Length} bytes: too short for a safetensors file.");

        var headerSize = BinaryPrimitives.ReadUInt64LittleEndian(file.Slice(0, LengthSizeBytes));
        if (headerSize > SafetensorsHeader.MaxSizeBytes)
        {
            throw new CheckpointException(
                $"{file.Path} claims a safetensors header of {headerSize} bytes; at most {SafetensorsHeader.MaxSizeBytes} are read.");
        }

        if ((long)headerSize > file.Length - LengthSizeBytes)
            throw new CheckpointException($"{file.Path} is truncated: it has {file.Length} bytes and claims a safetensors header of {headerSize}.");

        _dataOffset = LengthSizeBytes + (long)headerSize;
        _header = SafetensorsHeader.Parse(file.Path, file.Slice(LengthSizeBytes, (int)headerSize), file.Length - _dataOffset);
        Tensors = _header.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Tensor, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, NamedTensor> Tensors { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file and validates its header.</summary>
    /// <param name="path">The file; its name does not matter.</param>
    /// <exception cref="CheckpointException">It is missing, truncated, not a safetensors file, or its header does not hold together.</exception>
    public static SafetensorsFile Open(string path) => Read(MappedFile.Open(path));

    /// <summary>Takes a file that is in memory and validates its header.</summary>
    /// <param name="name">What stands for it in sentences.</param>
    /// <param name="bytes">All of it; not copied.</param>
    /// <exception cref="CheckpointException">It is truncated, not a safetensors file, or its header does not hold together.</exception>
    public static SafetensorsFile Read(string name, ReadOnlyMemory<byte> bytes) => Read(new MemoryBytes(name, bytes));

    /// <inheritdoc/>
    public float[] ReadFloats(string name) => StoredTensor.ReadFloats(_file, Find(name, floatingPoint: true), OffsetOf(name));

    /// <inheritdoc/>
    public long[] ReadIntegers(string name) => StoredTensor.ReadIntegers(_file, Find(name, floatingPoint: false), OffsetOf(name));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static SafetensorsFile Read(ByteSource file)
    {
        try
        {
            return new SafetensorsFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private NamedTensor Find(string name, bool floatingPoint) => StoredTensor.Find(Tensors, name, floatingPoint, _file.Path);

    private long OffsetOf(string name) => _dataOffset + _header.Entries[name].Begin;
}
