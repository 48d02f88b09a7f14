using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MoTE.Indexing.Safetensors;

/// <summary>Values between their stored form (little-endian bytes) and the two forms that the project computes with.</summary>
/// <remarks>.NET 10 runs this project on little-endian machines only, so stored and computed byte order are the same.</remarks>
internal static class StoredValues
{
    /// <summary>Decodes floating-point values; <paramref name="bytes"/> holds exactly as many as <paramref name="values"/>.</summary>
    public static void Decode(StoredType type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (type)
        {
            case StoredType.Float32:
                bytes.CopyTo(MemoryMarshal.AsBytes(values));
                break;
            case StoredType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);
                break;
            case StoredType.BFloat16:
                var upper = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (var i = 0; i < values.Length; i++)
                    values[i] = BitConverter.UInt32BitsToSingle((uint)upper[i] << 16);
                break;
            case StoredType.Float64:
                var doubles = MemoryMarshal.Cast<byte, double>(bytes);
                for (var i = 0; i < values.Length; i++)
                    values[i] = (float)doubles[i];
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Not a floating-point type.");
        }
    }

    /// <summary>Decodes integers and Booleans; <paramref name="bytes"/> holds exactly as many as <paramref name="values"/>.</summary>
    public static void Decode(StoredType type, ReadOnlySpan<byte> bytes, Span<long> values)
    {
        switch (type)
        {
            case StoredType.Int64:
                bytes.CopyTo(MemoryMarshal.AsBytes(values));
                break;
            case StoredType.Int32:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, int>(bytes), values);
                break;
            case StoredType.Int16:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, short>(bytes), values);
                break;
            case StoredType.Int8:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, sbyte>(bytes), values);
                break;
            case StoredType.UInt8:
                TensorPrimitives.ConvertTruncating(bytes, values);
                break;
            case StoredType.Boolean:
                for (var i = 0; i < values.Length; i++)
                    values[i] = bytes[i] == 0 ? 0 : 1;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Not an integer type.");
        }
    }

    /// <summary>Encodes floating-point values, rounding half to even.</summary>
    /// <returns>The index of the first finite value that the type cannot hold, or -1 when all fit.</returns>
    public static int Encode(StoredType type, ReadOnlySpan<float> values, Span<byte> bytes)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            var fits = true;
            switch (type)
            {
                case StoredType.Float32:
                    MemoryMarshal.Cast<byte, float>(bytes)[i] = value;
                    break;
                case StoredType.Float16:
                    var half = (Half)value;
                    fits = Half.IsFinite(half) || !float.IsFinite(value);
                    MemoryMarshal.Cast<byte, Half>(bytes)[i] = half;
                    break;
                case StoredType.BFloat16:
                    var upper = UpperHalf(value);
                    fits = !float.IsFinite(value) || float.IsFinite(BitConverter.UInt32BitsToSingle((uint)upper << 16));
                    MemoryMarshal.Cast<byte, ushort>(bytes)[i] = upper;
                    break;
                case StoredType.Float64:
                    MemoryMarshal.Cast<byte, double>(bytes)[i] = value;
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(type), type, "Not a floating-point type.");
            }

            if (!fits)
                return i;
        }

        return -1;
    }

    /// <summary>Encodes integers and Booleans.</summary>
    /// <returns>The index of the first value that the type cannot hold, or -1 when all fit.</returns>
    public static int Encode(StoredType type, ReadOnlySpan<long> values, Span<byte> bytes)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            bool fits;
            switch (type)
            {
                case StoredType.Int64:
                    fits = true;
                    MemoryMarshal.Cast<byte, long>(bytes)[i] = value;
                    break;
                case StoredType.Int32:
                    fits = value is >= int.MinValue and <= int.MaxValue;
                    MemoryMarshal.Cast<byte, int>(bytes)[i] = unchecked((int)value);
                    break;
                case StoredType.Int16:
                    fits = value is >= short.MinValue and <= short.MaxValue;
                    MemoryMarshal.Cast<byte, short>(bytes)[i] = unchecked((short)value);
                    break;
                case StoredType.Int8:
                    fits = value is >= sbyte.MinValue and <= sbyte.MaxValue;
                    bytes[i] = unchecked((byte)value);
                    break;
                case StoredType.UInt8:
                    fits = value is >= byte.MinValue and <= byte.MaxValue;
                    bytes[i] = unchecked((byte)value);
                    break;
                case StoredType.Boolean:
                    fits = value is 0 or 1;
                    bytes[i] = unchecked((byte)value);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(type), type, "Not an integer type.");
            }

            if (!fits)
                return i;
        }

        return -1;
    }

    private static ushort UpperHalf(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value)
            ? (ushort)((bits >> 16) | 0x40)
            : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
