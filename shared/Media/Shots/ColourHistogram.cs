using System.Numerics.Tensors;

namespace MoTE.Indexing.Media.Shots;

/// <summary>Which colours a picture has, wherever they are: 8 × 8 × 8 bins, each cell shared out between its eight nearest.</summary>
internal static class ColourHistogram
{
    private const int Bins = 8;

    /// <summary>Shares of the bins; their sum is 1.</summary>
    public static float[] Of(ReadOnlySpan<byte> cells)
    {
        var shares = new float[Bins * Bins * Bins];
        const float Scale = (Bins - 1) / 255f;
        const float Weight = 1f / CellGrid.Cells;
        for (var i = 0; i < cells.Length; i += 3)
        {
            var (red, green, blue) = (cells[i] * Scale, cells[i + 1] * Scale, cells[i + 2] * Scale);
            var (r, g, b) = (Math.Min((int)red, Bins - 2), Math.Min((int)green, Bins - 2), Math.Min((int)blue, Bins - 2));
            var (highRed, highGreen, highBlue) = (red - r, green - g, blue - b);
            var bin = (((r * Bins) + g) * Bins) + b;
            Spread(shares.AsSpan(bin), (1 - highRed) * Weight, highGreen, highBlue);
            Spread(shares.AsSpan(bin + (Bins * Bins)), highRed * Weight, highGreen, highBlue);
        }

        return shares;
    }

    /// <summary>The share of the cells whose colours differ: 0 for the same colours, 1 for none in common.</summary>
    public static double Difference(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        Span<float> differences = stackalloc float[one.Length];
        TensorPrimitives.Subtract(one, other, differences);
        return Math.Min(1, TensorPrimitives.SumOfMagnitudes<float>(differences) / 2);
    }

    private static void Spread(Span<float> shares, float weight, float highGreen, float highBlue)
    {
        var (low, high) = (weight * (1 - highGreen), weight * highGreen);
        shares[0] += low * (1 - highBlue);
        shares[1] += low * highBlue;
        shares[Bins] += high * (1 - highBlue);
        shares[Bins + 1] += high * highBlue;
    }
}
