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
        var sums = new int[width];
        var line = new int[width];
        for (var row = 0; row < Rows; row++)
        {
            var (top, bottom) = Part(row, Rows, picture.Height);
            sums.AsSpan().Clear();
            for (var y = top; y < bottom; y++)
            {
                TensorPrimitives.ConvertTruncating<byte, int>(picture.Samples.AsSpan(y * width, width), line);
                TensorPrimitives.Add<int>(sums, line, sums);
            }

            for (var column = 0; column < Columns; column++)
            {
                var (left, right) = Part(column, Columns, picture.Width);
                var pixels = (bottom - top) * (right - left);
                var (red, green, blue) = (0, 0, 0);
                for (var x = 3 * left; x < 3 * right; x += 3)
                {
                    red += sums[x];
                    green += sums[x + 1];
                    blue += sums[x + 2];
                }

                var cell = cells.Slice(3 * ((row * Columns) + column), 3);
                cell[0] = (byte)((red + (pixels / 2)) / pixels);
                cell[1] = (byte)((green + (pixels / 2)) / pixels);
                cell[2] = (byte)((blue + (pixels / 2)) / pixels);
            }
        }
    }

    private static (int First, int End) Part(int part, int parts, int length)
    {
        var first = (int)((long)part * length / parts);
        return (first, Math.Max(first + 1, (int)((part + 1L) * length / parts)));
    }
}
