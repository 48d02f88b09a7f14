namespace MoTE.Indexing.Safetensors;

/// <summary>A tensor whose values lie in a file one after the other, row-major: decoded a stretch at a time.</summary>
internal static class StoredTensor
{
    private const int StretchBytes = 1 << 20;

    private delegate void Decoder<T>(StoredType type, ReadOnlySpan<byte> bytes, Span<T> values);

    public static float[] ReadFloats(ByteSource file, NamedTensor tensor, long offset) => Read<float>(file, tensor, offset, StoredValues.Decode);

    public static long[] ReadIntegers(ByteSource file, NamedTensor tensor, long offset) => Read<long>(file, tensor, offset, StoredValues.Decode);

    /// <summary>The tensor of that name and kind.</summary>
    /// <exception cref="CheckpointException">There is none, or it is of the other kind.</exception>
    public static NamedTensor Find(IReadOnlyDictionary<string, NamedTensor> tensors, string name, bool floatingPoint, string origin)
    {
        if (!tensors.TryGetValue(name, out var tensor))
            throw new CheckpointException($"{origin} has no tensor {Quoted.Name(name)}.");
        return tensor.Type.IsFloatingPoint() == floatingPoint
            ? tensor
            : throw new CheckpointException(
                $"{origin}: tensor {Quoted.Name(name)} holds {tensor.Type} values; {(floatingPoint ? "floating-point" : "integer")} values were expected.");
    }

    private static T[] Read<T>(ByteSource file, NamedTensor tensor, long offset, Decoder<T> decode)
    {
        var size = tensor.Type.SizeBytes();
        var values = new T[tensor.Count];
        var stretch = StretchBytes / size;
        for (var done = 0; done < values.Length; done += stretch)
        {
            var count = Math.Min(stretch, values.Length - done);
            decode(tensor.Type, file.Slice(offset + ((long)done * size), count * size), values.AsSpan(done, count));
        }

        return values;
    }
}
