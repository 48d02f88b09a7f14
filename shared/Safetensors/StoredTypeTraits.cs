namespace MoTE.Indexing.Safetensors;

/// <summary>What is known of a <see cref="StoredType"/>: its width, and whether it holds fractions.</summary>
public static class StoredTypeTraits
{
    /// <summary>Bytes per value: 1, 2, 4 or 8.</summary>
    public static int SizeBytes(this StoredType type) => type switch
    {
        StoredType.Float64 or StoredType.Int64 => 8,
        StoredType.Float32 or StoredType.Int32 => 4,
        StoredType.Float16 or StoredType.BFloat16 or StoredType.Int16 => 2,
        StoredType.Int8 or StoredType.UInt8 or StoredType.Boolean => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a stored type."),
    };

    /// <summary>True for the floating-point types, false for integers and Booleans.</summary>
    public static bool IsFloatingPoint(this StoredType type) =>
        type is StoredType.Float32 or StoredType.Float16 or StoredType.BFloat16 or StoredType.Float64;
}
