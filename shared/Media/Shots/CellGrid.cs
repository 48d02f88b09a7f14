using System.Numerics.Tensors;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Shots;

/// <summary>A picture shrunk to the cells that cuts are decided from: the mean red, green and blue of each.</summary>
internal sealed class CellGrid
{
    /// <summary>Cells in a row.</summary>
    public const int Columns = 64;

    /// <summary>Rows of cells.</summary>
    public const int Rows = 36;

    private CellGrid(byte[] samples) => Samples = samples;

    /// <summary>R, G, B of each cell, row by row.</summary>
    public byte[] Samples { get; }

    /// <summary>Shrinks a picture of any size; one smaller than the grid repeats its pixels.</summary>
    public static CellGrid Of(RgbImage picture)
    {
        var width = picture.Width * 3;
        var cells = new byte[Columns * Rows * 3];
        var sums = new int[width];
        var wide = new int[width];
        for (var row = 0; row < Rows; row++)
        {
            var (top, bottom) = Part(row, Rows, picture.Height);
            sums.AsSpan().Clear();
            for (var y = top; y < bottom; y++)
            {
                TensorPrimitives.ConvertTruncating<byte, int>(picture.Samples.AsSpan(y * width, width), wide);
                TensorPrimitives.Add<int>(sums, wide, sums);
            }

            for (var column = 0; column < Columns; column++)
            {
                var (left, right) = Part(column, Columns, picture.Width);
                var pixels = (bottom - top) * (right - left);
                var (red, green, blue) = (0, 0, 0);
                for (var x = left; x < right; x++)
                {
                    red += sums[3 * x];
                    green += sums[(3 * x) + 1];
                    blue += sums[(3 * x) + 2];
                }

                var cell = 3 * ((row * Columns) + column);
                cells[cell] = (byte)(red / pixels);
                cells[cell + 1] = (byte)(green / pixels);
                cells[cell + 2] = (byte)(blue / pixels);
            }
        }

        return new CellGrid(cells);
    }

    private static (int First, int End) Part(int part, int parts, int length)
    {
        var first = (int)((long)part * length / parts);
        return (first, Math.Max(first + 1, (int)((part + 1L) * length / parts)));
    }
}
