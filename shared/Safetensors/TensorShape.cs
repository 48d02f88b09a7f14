namespace MoTE.Indexing.Safetensors;

/// <summary>Which shapes a file may claim: at most eight dimensions, no negative size, a product that one array can hold.</summary>
internal static class TensorShape
{
    public const int MaxRank = 8;

    private const long MaxSize = 1L << 40;

    /// <summary>Number of values of a tensor of the given shape.</summary>
    /// <param name="file">The file that claims it, for the sentence.</param>
    /// <param name="name">The tensor's key, for the sentence.</param>
    /// <param name="shape">Claimed sizes.</param>
    /// <exception cref="CheckpointException">The shape is absurd.</exception>
    public static long CountOf(string file, string name, IReadOnlyList<long> shape)
    {
        if (shape.Count > MaxRank)
            throw new CheckpointException($"{file}: tensor {Quoted.Name(name)} claims {shape.Count} dimensions; at most {MaxRank} are read.");

        var count = 1L;
        foreach (var size in shape)
        {
            if (size is < 0 or > MaxSize || Math.BigMul(count, size) > Array.MaxLength)
                throw new CheckpointException($"{file}: tensor {Quoted.Name(name)} claims the absurd shape {Quoted.Shape(shape)}.");
            count *= size;
        }

        return count;
    }
}
