using System.Globalization;
using System.Text.Json;

namespace MoTE.Indexing.Safetensors;

/// <summary>The JSON header of a safetensors file, believed only after everything in it was checked.</summary>
/// <remarks>Format: 8 bytes header length (little-endian), the header, then the data that <c>data_offsets</c> count from.</remarks>
internal sealed class SafetensorsHeader
{
    /// <summary>Largest header read, in bytes. The largest published models have less than a tenth of it.</summary>
    public const int MaxSizeBytes = 16 << 20;

    /// <summary>Most tensors, and most metadata entries, in one file.</summary>
    public const int MaxEntries = 1 << 16;

    /// <summary>The key that holds text instead of a tensor.</summary>
    public const string MetadataKey = "__metadata__";

    private readonly string _path;
    private readonly Dictionary<string, (NamedTensor Tensor, long Begin, long End)> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);

    private SafetensorsHeader(string path) => _path = path;

    /// <summary>Each tensor with the range of bytes it occupies, counted from the end of the header.</summary>
    public IReadOnlyDictionary<string, (NamedTensor Tensor, long Begin, long End)> Entries => _entries;

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <param name="path">The file, for sentences.</param>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataSizeBytes">How many bytes follow the header.</param>
    /// <exception cref="CheckpointException">Anything in the header is wrong.</exception>
    public static SafetensorsHeader Parse(string path, ReadOnlySpan<byte> json, long dataSizeBytes)
    {
        var header = new SafetensorsHeader(path);
        try
        {
            header.Read(json);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is what Utf8JsonReader throws for text that is not UTF-8.
            throw new CheckpointException($"{path}: its safetensors header is not well-formed JSON.", cause);
        }

        header.CheckLayout(dataSizeBytes);
        return header;
    }

    private void Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
        Next(ref reader, JsonTokenType.StartObject, "the header");
        var sawMetadata = false;
        while (NextKey(ref reader, out var name))
        {
            if (name == MetadataKey)
            {
                if (sawMetadata)
                    throw Wrong($"names {MetadataKey} twice");
                sawMetadata = true;
                ReadMetadata(ref reader);
            }
            else
            {
                if (_entries.Count == MaxEntries)
                    throw Wrong($"names more than {MaxEntries} tensors");
                if (!_entries.TryAdd(name, ReadTensor(ref reader, name)))
                    throw Wrong($"names tensor {Quoted.Name(name)} twice");
            }
        }

        if (reader.Read())
            throw Wrong("goes on after its end");
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        Next(ref reader, JsonTokenType.StartObject, MetadataKey);
        while (NextKey(ref reader, out var key))
        {
            Next(ref reader, JsonTokenType.String, MetadataKey);
            if (_metadata.Count == MaxEntries)
                throw Wrong($"has more than {MaxEntries} metadata entries");
            if (!_metadata.TryAdd(key, reader.GetString()!))
                throw Wrong($"names metadata {Quoted.Name(key)} twice");
        }
    }

    private (NamedTensor Tensor, long Begin, long End) ReadTensor(ref Utf8JsonReader reader, string name)
    {
        Next(ref reader, JsonTokenType.StartObject, name);
        StoredType? type = null;
        List<long>? shape = null, offsets = null;
        while (NextKey(ref reader, out var key))
        {
            switch (key)
            {
                case "dtype" when type is null:
                    Next(ref reader, JsonTokenType.String, name);
                    type = SafetensorsType.Parse(reader.GetString()!)
                        ?? throw Wrong($"gives tensor {Quoted.Name(name)} the type {Quoted.Name(reader.GetString()!)}, which is not read");
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(ref reader, name, TensorShape.MaxRank);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader, name, 2);
                    break;
                default:
                    throw Wrong($"has an unexpected or repeated {Quoted.Name(key)} in tensor {Quoted.Name(name)}");
            }
        }

        if (type is null || shape is null || offsets is not { Count: 2 })
            throw Wrong($"lacks dtype, shape or data_offsets of tensor {Quoted.Name(name)}");

        var needed = TensorShape.CountOf(_path, name, shape) * type.Value.SizeBytes();
        if (offsets[0] < 0 || offsets[1] < offsets[0] || offsets[1] - offsets[0] != needed)
        {
            throw Wrong(string.Create(
                CultureInfo.InvariantCulture,
                $"gives tensor {Quoted.Name(name)} the bytes {offsets[0]} to {offsets[1]}, but {type} {Quoted.Shape(shape)} takes {needed} bytes"));
        }

        return (new NamedTensor(name, type.Value, shape.AsReadOnly()), offsets[0], offsets[1]);
    }

    private List<long> ReadNumbers(ref Utf8JsonReader reader, string name, int atMost)
    {
        Next(ref reader, JsonTokenType.StartArray, name);
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || numbers.Count == atMost)
                throw Wrong($"has an absurd shape or offset in tensor {Quoted.Name(name)}");
            numbers.Add(number);
        }

        return numbers;
    }

    /// <summary>Every byte of the data belongs to exactly one tensor.</summary>
    private void CheckLayout(long dataSizeBytes)
    {
        var end = 0L;
        var before = "";
        foreach (var (name, entry) in _entries.OrderBy(entry => entry.Value.Begin).ThenBy(entry => entry.Value.End))
        {
            if (entry.Begin < end)
                throw Wrong($"lets tensors {Quoted.Name(before)} and {Quoted.Name(name)} overlap");
            if (entry.Begin > end)
                throw Wrong($"leaves a hole before tensor {Quoted.Name(name)}");
            (end, before) = (entry.End, name);
        }

        if (end > dataSizeBytes)
            throw new CheckpointException($"{_path} is truncated: its tensors take {end} bytes, and {dataSizeBytes} are there.");
        if (end < dataSizeBytes)
            throw Wrong($"leaves {dataSizeBytes - end} bytes at the end to no tensor");
    }

    private void Next(ref Utf8JsonReader reader, JsonTokenType expected, string where)
    {
        if (!reader.Read() || reader.TokenType != expected)
            throw Wrong($"has {reader.TokenType} where {expected} was expected, at {Quoted.Name(where)}");
    }

    private bool NextKey(ref Utf8JsonReader reader, out string key)
    {
        if (!reader.Read() || reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject))
            throw Wrong("ends early");
        key = reader.TokenType == JsonTokenType.PropertyName ? reader.GetString()! : "";
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    private CheckpointException Wrong(string what) => new($"{_path}: its safetensors header {what}.");
}
