using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace MoTE.Indexing.Model.Tests.Preprocessing;

/// <summary>Reference pictures in a safetensors file, read without the product's own reader.</summary>
internal sealed class ReferenceFile
{
    private readonly byte[] _bytes;
    private readonly JsonElement _header;
    private readonly int _start;

    public ReferenceFile(string path)
    {
        _bytes = File.ReadAllBytes(path);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(_bytes);
        _header = JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(_bytes, 8, length));
        _start = 8 + length;
    }

    /// <summary>The folder of reference data: the one in the environment, or the copy beside the tests.</summary>
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("MOTE_REFERENCE_FIXTURES") ?? Path.Combine(AppContext.BaseDirectory, "Fixtures");

    public string Text(string key) => _header.GetProperty("__metadata__").GetProperty(key).GetString()!;

    public int[] Shape(string key) => [.. _header.GetProperty(key).GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];

    public ReadOnlySpan<byte> Bytes(string key)
    {
        var offsets = _header.GetProperty(key).GetProperty("data_offsets");
        var (from, to) = (offsets[0].GetInt32(), offsets[1].GetInt32());
        return _bytes.AsSpan(_start + from, to - from);
    }

    public ReadOnlySpan<Half> Halves(string key) => MemoryMarshal.Cast<byte, Half>(Bytes(key));
}
