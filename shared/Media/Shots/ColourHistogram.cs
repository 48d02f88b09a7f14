using System.Numerics.Tensors;

namespace MoTE.Indexing.Media.Shots;

/// <summary>Which colours a picture has, wherever they are: 8 × 8 × 8 bins, each cell shared out among the eight nearest.</summary>
internal static class ColourHistogram
{
    /// <summary>Bins of a histogram.</summary>
    public const int Bins = Side * Side * Side;

    private const int Side = 8;

    /// <summary>Fills a histogram; the sum of its shares is 1.</summary>
    public static void Fill(ReadOnlySpan<byte> cells, Span<float> shares)
    {
        const float Scale = (Side - 1) / 255f;
        const float Weight = 1f / CellGrid.Cells;
        shares.Clear();
        for (var i = 0; i < cells.Length; i += 3)
        {
            var (red, green, blue) = (cells[i] * Scale, cells[i + 1] * Scale, cells[i + 2] * Scale);
            var (lowRed, lowGreen, lowBlue) = (Math.Min((int)red, Side - 2), Math.Min((int)green, Side - 2), Math.Min((int)blue, Side - 2));
            var bin = (((lowRed * Side) + lowGreen) * Side) + lowBlue;
            red -= lowRed;
            Share(shares[bin..], (1 - red) * Weight, green - lowGreen, blue - lowBlue);
            Share(shares[(bin + (Side * Side))..], red * Weight, green - lowGreen, blue - lowBlue);
        }
    }

    /// <summary>The share of the cells whose colours differ: 0 for the same colours, 1 for none in common.</summary>
    public static double Difference(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        Span<float> differences = stackalloc float[Bins];
        TensorPrimitives.Subtract(one, other, differences);
        return Math.Min(1, TensorPrimitives.SumOfMagnitudes<float>(differences) / 2);
    }

    private static void Share(Span<float> shares, float weight, float green, float blue)
    {
        var (low, high) = (weight * (1 - green), weight * green);
        shares[0] += low * (1 - blue);
        shares[1] += low * blue;
        shares[Side] += high * (1 - blue);
        shares[Side + 1] += high * blue;
    }
}
