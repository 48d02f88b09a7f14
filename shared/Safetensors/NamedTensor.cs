namespace MoTE.Indexing.Safetensors;

/// <summary>Name, stored type and shape of one tensor of a checkpoint; its values stay in the file until they are asked for.</summary>
/// <param name="Name">The key, as in the file.</param>
/// <param name="Type">How the file stores each value.</param>
/// <param name="Shape">Sizes per dimension; empty for a scalar.</param>
public sealed record NamedTensor(string Name, StoredType Type, IReadOnlyList<long> Shape)
{
    /// <summary>Number of values; 1 for a scalar.</summary>
    public long Count { get; } = Shape.Aggregate(1L, (product, size) => checked(product * size));
}
