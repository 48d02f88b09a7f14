using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MoTE.Indexing.Media.Shots;

/// <summary>Looks for each block of a picture near its place in another, as cameras and things move.</summary>
internal static class BlockSearch
{
    private const int Width = 8;
    private const int Height = 6;
    private const int ReachX = 8;
    private const int ReachY = 6;

    /// <summary>What is left of a picture when each of its blocks is explained by the most similar place of another.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="other">The other one.</param>
    /// <param name="move">How far the picture may have moved as a whole; blocks that left it then are left out.</param>
    /// <returns>The mean difference per sample, 0 to 255.</returns>
    public static double Residual(CellPicture picture, CellPicture other, CellMove move = default)
    {
        var (sum, blocks) = (0L, 0);
        for (var top = 0; top < CellGrid.Rows; top += Height)
        {
            for (var left = 0; left < CellGrid.Columns; left += Width)
            {
                if (!IsInside(left + move.Columns, top + move.Rows)) continue;
                var block = new Block(picture.Brightness, left, top);
                var (x, y) = MostSimilar(other.Brightness, block, left, top);
                if (move != default)
                {
                    var moved = MostSimilar(other.Brightness, block, left + move.Columns, top + move.Rows);
                    if (block.Difference(other.Brightness, moved.X, moved.Y) < block.Difference(other.Brightness, x, y)) (x, y) = moved;
                }

                sum += Difference(picture.Cells, left, top, other.Cells, x, y);
                blocks++;
            }
        }

        return (double)sum / (3 * Width * Height * blocks);
    }

    private static bool IsInside(int left, int top) => left >= 0 && left <= CellGrid.Columns - Width && top >= 0 && top <= CellGrid.Rows - Height;

    // Every second place first, then the places around the best of them.
    private static (int X, int Y) MostSimilar(ReadOnlySpan<byte> brightness, Block block, int left, int top)
    {
        var (bestX, bestY, best) = (left, top, block.Difference(brightness, left, top));
        for (var y = Math.Max(top - ReachY, 0); y <= Math.Min(top + ReachY, CellGrid.Rows - Height); y += 2)
        {
            for (var x = Math.Max(left - ReachX, 0); x <= Math.Min(left + ReachX, CellGrid.Columns - Width); x += 2) Try(brightness, x, y);
        }

        var (middleX, middleY) = (bestX, bestY);
        for (var y = Math.Max(middleY - 1, 0); y <= Math.Min(middleY + 1, CellGrid.Rows - Height); y++)
        {
            for (var x = Math.Max(middleX - 1, 0); x <= Math.Min(middleX + 1, CellGrid.Columns - Width); x++) Try(brightness, x, y);
        }

        return (bestX, bestY);

        void Try(ReadOnlySpan<byte> brightness, int x, int y)
        {
            var difference = block.Difference(brightness, x, y);
            if (difference < best) (bestX, bestY, best) = (x, y, difference);
        }
    }

    private static int Difference(ReadOnlySpan<byte> cells, int left, int top, ReadOnlySpan<byte> others, int otherLeft, int otherTop)
    {
        var sum = 0;
        for (var row = 0; row < Height; row++)
        {
            var line = cells.Slice(3 * (((top + row) * CellGrid.Columns) + left), 3 * Width);
            var otherLine = others.Slice(3 * (((otherTop + row) * CellGrid.Columns) + otherLeft), 3 * Width);
            var difference = AbsoluteDifference(Vector128.Create(line), Vector128.Create(otherLine));
            var rest = AbsoluteDifference(Vector128.Create(line[8..]), Vector128.Create(otherLine[8..]));
            var (low, high) = Vector128.Widen(difference);
            sum += Vector128.Sum(low + high + Vector128.WidenUpper(rest));
        }

        return sum;
    }

    private static Vector128<byte> AbsoluteDifference(Vector128<byte> one, Vector128<byte> other) => Vector128.Max(one, other) - Vector128.Min(one, other);

    /// <summary>The brightness of a block's cells, two rows to a vector.</summary>
    private readonly struct Block
    {
        private readonly Vector128<byte> _first;
        private readonly Vector128<byte> _second;
        private readonly Vector128<byte> _third;

        public Block(ReadOnlySpan<byte> brightness, int left, int top)
        {
            ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(brightness), (top * CellGrid.Columns) + left);
            _first = TwoRows(ref start, 0);
            _second = TwoRows(ref start, 2);
            _third = TwoRows(ref start, 4);
        }

        public int Difference(ReadOnlySpan<byte> brightness, int left, int top)
        {
            ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(brightness), (top * CellGrid.Columns) + left);
            var (low, high) = Vector128.Widen(AbsoluteDifference(_first, TwoRows(ref start, 0)));
            var (secondLow, secondHigh) = Vector128.Widen(AbsoluteDifference(_second, TwoRows(ref start, 2)));
            var (thirdLow, thirdHigh) = Vector128.Widen(AbsoluteDifference(_third, TwoRows(ref start, 4)));
            return Vector128.Sum(low + high + secondLow + secondHigh + thirdLow + thirdHigh);
        }

        private static Vector128<byte> TwoRows(ref byte start, int row) => Vector128.Create(
            Vector64.LoadUnsafe(ref start, (nuint)(row * CellGrid.Columns)), Vector64.LoadUnsafe(ref start, (nuint)((row + 1) * CellGrid.Columns)));
    }
}
