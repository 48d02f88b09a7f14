using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>A tensor of a PyTorch archive, checked: every value it can name lies inside its storage.</summary>
/// <param name="Tensor">Name, type and shape.</param>
/// <param name="StorageOffset">Where its storage begins in the file, in bytes.</param>
/// <param name="Offset">Its first value, counted in values from there.</param>
/// <param name="Strides">Steps per dimension, in values; as many as the shape has sizes.</param>
internal sealed record TorchTensor(NamedTensor Tensor, long StorageOffset, long Offset, long[] Strides)
{
    private delegate void Decoder<T>(StoredType type, ReadOnlySpan<byte> bytes, Span<T> values);

    public float[] ReadFloats(MappedFile file, bool isBigEndian) =>
        isBigEndian || !IsContiguous ? Gather<float>(file, isBigEndian, StoredValues.Decode) : StoredTensor.ReadFloats(file, Tensor, FirstByte);

    public long[] ReadIntegers(MappedFile file, bool isBigEndian) =>
        isBigEndian || !IsContiguous ? Gather<long>(file, isBigEndian, StoredValues.Decode) : StoredTensor.ReadIntegers(file, Tensor, FirstByte);

    private long FirstByte => StorageOffset + (Offset * Tensor.Type.SizeBytes());

    private bool IsContiguous
    {
        get
        {
            var step = 1L;
            for (var i = Strides.Length - 1; i >= 0; i--)
            {
                if (Tensor.Shape[i] != 1 && Strides[i] != step)
                    return false;
                step *= Tensor.Shape[i];
            }

            return true;
        }
    }

    /// <summary>Row-major values of a view with any strides, one value at a time.</summary>
    private T[] Gather<T>(MappedFile file, bool isBigEndian, Decoder<T> decode)
    {
        var size = Tensor.Type.SizeBytes();
        var values = new T[Tensor.Count];
        var index = new long[Strides.Length];
        Span<byte> bytes = stackalloc byte[size];
        var at = Offset;
        for (var i = 0; i < values.Length; i++)
        {
            file.Slice(StorageOffset + (at * size), size).CopyTo(bytes);
            if (isBigEndian)
                bytes.Reverse();
            decode(Tensor.Type, bytes, values.AsSpan(i, 1));

            for (var dimension = Strides.Length - 1; dimension >= 0; dimension--)
            {
                at += Strides[dimension];
                if (++index[dimension] < Tensor.Shape[dimension])
                    break;
                at -= Strides[dimension] * Tensor.Shape[dimension];
                index[dimension] = 0;
            }
        }

        return values;
    }
}
