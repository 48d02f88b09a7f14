namespace MoTE.Indexing.Safetensors;

/// <summary>Stored types by the names that safetensors headers use.</summary>
internal static class SafetensorsType
{
    /// <returns>Null for a type that is not read.</returns>
    public static StoredType? Parse(string name) => name switch
    {
        "F64" => StoredType.Float64,
        "F32" => StoredType.Float32,
        "F16" => StoredType.Float16,
        "BF16" => StoredType.BFloat16,
        "I64" => StoredType.Int64,
        "I32" => StoredType.Int32,
        "I16" => StoredType.Int16,
        "I8" => StoredType.Int8,
        "U8" => StoredType.UInt8,
        "BOOL" => StoredType.Boolean,
        _ => null,
    };

    public static string NameOf(StoredType type) => type switch
    {
        StoredType.Float64 => "F64",
        StoredType.Float32 => "F32",
        StoredType.Float16 => "F16",
        StoredType.BFloat16 => "BF16",
        StoredType.Int64 => "I64",
        StoredType.Int32 => "I32",
        StoredType.Int16 => "I16",
        StoredType.Int8 => "I8",
        StoredType.UInt8 => "U8",
        StoredType.Boolean => "BOOL",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a stored type."),
    };
}
