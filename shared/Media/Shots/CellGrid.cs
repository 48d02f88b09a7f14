using System.Buffers;
using System.Numerics.Tensors;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Shots;

/// <summary>The grid of cells that pictures are shrunk to before they are compared.</summary>
internal static class CellGrid
{
    /// <summary>Cells in a row.</summary>
    public const int Columns = 64;

    /// <summary>Rows of cells.</summary>
    public const int Rows = 36;

    /// <summary>Cells of a picture.</summary>
    public const int Cells = Columns * Rows;

    /// <summary>Samples of a picture: red, green and blue of each cell.</summary>
    public const int Samples = 3 * Cells;

    /// <summary>Shrinks a picture of any size to the mean colour of each cell; one smaller than the grid repeats its pixels.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="cells">Takes R, G, B of each cell, row by row.</param>
    public static void Shrink(RgbImage picture, Span<byte> cells)
    {
        var width = 3 * picture.Width;
        var buffer = ArrayPool<int>.Shared.Rent(2 * width);
        var sums = buffer.AsSpan(0, width);
        var line = buffer.AsSpan(width, width);
        for (var row = 0; row < Rows; row++)
        {
            var (top, bottom) = Part(row, Rows, picture.Height);
            sums.Clear();
            for (var y = top; y < bottom; y++)
            {
                TensorPrimitives.ConvertTruncating<byte, int>(picture.Samples.AsSpan(y * width, width), line);
                TensorPrimitives.Add<int>(sums, line, sums);
            }

            ShrinkRow(sums, bottom - top, picture.Width, cells.Slice(3 * row * Columns, 3 * Columns));
        }

        ArrayPool<int>.Shared.Return(buffer);
    }

    private static void ShrinkRow(ReadOnlySpan<int> sums, int height, int width, Span<byte> cells)
    {
        for (var column = 0; column < Columns; column++)
        {
            var (left, right) = Part(column, Columns, width);
            var pixels = height * (right - left);
            var (red, green, blue) = (pixels / 2, pixels / 2, pixels / 2);
            for (var x = 3 * left; x < 3 * right; x += 3)
            {
                red += sums[x];
                green += sums[x + 1];
                blue += sums[x + 2];
            }

            (cells[3 * column], cells[(3 * column) + 1], cells[(3 * column) + 2]) = ((byte)(red / pixels), (byte)(green / pixels), (byte)(blue / pixels));
        }
    }

    private static (int First, int End) Part(int part, int parts, int length)
    {
        var first = (int)((long)part * length / parts);
        return (first, Math.Max(first + 1, (int)((part + 1L) * length / parts)));
    }
}
