using System.Numerics.Tensors;

namespace MoTE.Indexing.Model.Encoders;

/// <summary>L2 normalisation of plain vectors.</summary>
public static class UnitVector
{
    /// <summary>The vector divided by its Euclidean length, as a new array; a zero vector stays zero.</summary>
    public static float[] Of(ReadOnlySpan<float> vector)
    {
        double squares = 0;
        foreach (var value in vector)
            squares += (double)value * value;
        var unit = new float[vector.Length];
        if (squares > 0)
            TensorPrimitives.Multiply(vector, (float)(1 / Math.Sqrt(squares)), unit);
        return unit;
    }
}
