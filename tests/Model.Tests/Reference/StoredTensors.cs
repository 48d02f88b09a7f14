using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using MoTE.Indexing.Model.Checkpoints;

namespace MoTE.Indexing.Model.Tests.Reference;

/// <summary>A safetensors file of single-precision and 64-bit integer tensors, read whole: all that the goldens need.</summary>
internal sealed class StoredTensors : ITensorSource
{
    private readonly byte[] _bytes;
    private readonly Dictionary<string, (long Begin, long End)> _ranges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NamedTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly int _start;

    private StoredTensors(byte[] bytes)
    {
        _bytes = bytes;
        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        _start = 8 + header;
        using var json = JsonDocument.Parse(bytes.AsMemory(8, header));
        foreach (var entry in json.RootElement.EnumerateObject())
        {
            if (entry.Name == "__metadata__")
            {
                foreach (var item in entry.Value.EnumerateObject())
                    _metadata[item.Name] = item.Value.GetString()!;
                continue;
            }

            var type = entry.Value.GetProperty("dtype").GetString() switch
            {
                "F32" => StoredType.Float32,
                "I64" => StoredType.Int64,
                var other => throw new NotSupportedException(other),
            };
            _tensors[entry.Name] = new NamedTensor(entry.Name, type, [.. entry.Value.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64())]);
            var offsets = entry.Value.GetProperty("data_offsets");
            _ranges[entry.Name] = (offsets[0].GetInt64(), offsets[1].GetInt64());
        }
    }

    public IReadOnlyDictionary<string, NamedTensor> Tensors => _tensors;

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    public static StoredTensors Open(string path) => new(File.ReadAllBytes(path));

    public float[] ReadFloats(string name) => MemoryMarshal.Cast<byte, float>(Bytes(name)).ToArray();

    public long[] ReadIntegers(string name) => MemoryMarshal.Cast<byte, long>(Bytes(name)).ToArray();

    public void Dispose()
    {
    }

    private Span<byte> Bytes(string name)
    {
        var (begin, end) = _ranges[name];
        return _bytes.AsSpan(_start + (int)begin, (int)(end - begin));
    }
}
