using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace MoTE.Indexing.Safetensors;

/// <summary>Writes safetensors files: to a temporary file beside the target, then moved into place, so that no half-written file is ever seen.</summary>
public static class SafetensorsWriter
{
    private const int Alignment = 8;
    private const int StretchValues = 1 << 17;

    /// <summary>Writes every tensor of a source, one at a time; the same tensors give the same bytes.</summary>
    /// <param name="path">The file to make or replace; its folder exists.</param>
    /// <param name="source">What to write.</param>
    /// <param name="typeOf">The type to store each tensor in (floating-point for floating-point); as in the source when left out.</param>
    /// <param name="metadata">Text for <c>__metadata__</c>; the source's when left out.</param>
    /// <param name="cancellationToken">Stops between tensors and leaves the target as it was.</param>
    /// <exception cref="CheckpointException">A value does not fit its type, or the file cannot be written.</exception>
    public static void Write(
        string path,
        ITensorSource source,
        Func<NamedTensor, StoredType>? typeOf = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(source);

        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                Write(stream, path, source, typeOf, metadata, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path} cannot be written: {cause.Message}", cause);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    /// <summary>Writes every tensor of a source to a stream, one at a time; the same tensors give the same bytes.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="name">What stands for the file in sentences.</param>
    /// <param name="source">What to write.</param>
    /// <param name="typeOf">The type to store each tensor in (floating-point for floating-point); as in the source when left out.</param>
    /// <param name="metadata">Text for <c>__metadata__</c>; the source's when left out.</param>
    /// <param name="cancellationToken">Stops between tensors.</param>
    /// <exception cref="CheckpointException">A value does not fit its type.</exception>
    public static void Write(
        Stream stream,
        string name,
        ITensorSource source,
        Func<NamedTensor, StoredType>? typeOf = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);

        // Wide types first: every tensor starts at a multiple of its own width.
        var planned = source.Tensors.Values
            .Select(tensor => tensor with { Type = typeOf?.Invoke(tensor) ?? tensor.Type })
            .OrderByDescending(tensor => tensor.Type.SizeBytes())
            .ThenBy(tensor => tensor.Name, StringComparer.Ordinal)
            .ToList();
        foreach (var tensor in planned)
        {
            if (tensor.Type.IsFloatingPoint() != source.Tensors[tensor.Name].Type.IsFloatingPoint())
                throw new ArgumentException($"{tensor.Name} is {source.Tensors[tensor.Name].Type} and cannot be stored as {tensor.Type}.", nameof(typeOf));
        }

        WriteHeader(stream, planned, metadata ?? source.Metadata);
        foreach (var tensor in planned)
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteValues(stream, name, source, tensor);
        }
    }

    private static void WriteHeader(Stream stream, List<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            if (metadata.Count > 0)
            {
                writer.WriteStartObject(SafetensorsHeader.MetadataKey);
                foreach (var (key, value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                    writer.WriteString(key, value);
                writer.WriteEndObject();
            }

            var offset = 0L;
            foreach (var tensor in tensors)
            {
                writer.WriteStartObject(tensor.Name);
                writer.WriteString("dtype", SafetensorsType.NameOf(tensor.Type));
                writer.WriteStartArray("shape");
                foreach (var size in tensor.Shape)
                    writer.WriteNumberValue(size);
                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(offset);
                writer.WriteNumberValue(offset += tensor.Count * tensor.Type.SizeBytes());
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        while (json.WrittenCount % Alignment != 0)
            json.Write(" "u8);

        Span<byte> length = stackalloc byte[SafetensorsFile.LengthSizeBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.WrittenCount);
        stream.Write(length);
        stream.Write(json.WrittenSpan);
    }

    private static void WriteValues(Stream stream, string path, ITensorSource source, NamedTensor tensor)
    {
        var floats = tensor.Type.IsFloatingPoint() ? source.ReadFloats(tensor.Name) : [];
        var integers = tensor.Type.IsFloatingPoint() ? [] : source.ReadIntegers(tensor.Name);
        var count = floats.Length + integers.Length;
        if (count != tensor.Count)
            throw new CheckpointException($"{path}: tensor {Quoted.Name(tensor.Name)} has {count} values where its shape says {tensor.Count}.");

        var size = tensor.Type.SizeBytes();
        var bytes = new byte[Math.Min(count, StretchValues) * size];
        for (var done = 0; done < count; done += StretchValues)
        {
            var values = Math.Min(StretchValues, count - done);
            var stretch = bytes.AsSpan(0, values * size);
            var misfit = tensor.Type.IsFloatingPoint()
                ? StoredValues.Encode(tensor.Type, floats.AsSpan(done, values), stretch)
                : StoredValues.Encode(tensor.Type, integers.AsSpan(done, values), stretch);
            if (misfit >= 0)
                throw new CheckpointException($"{path}: value {done + misfit} of tensor {Quoted.Name(tensor.Name)} is too large for {tensor.Type}.");
            stream.Write(stretch);
        }
    }
}
