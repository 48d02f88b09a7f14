using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Preprocessing;

/// <summary>Antialiased resize of 8-bit pictures, sample for sample what Pillow computes.</summary>
/// <remarks>
/// Source: specification 7.7. The horizontal pass comes first and is rounded to 8 bits, then the vertical one; a pass whose length does not
/// change is skipped. Only the part of the result that is asked for is computed.
/// </remarks>
public static class PillowResize
{
    private const int Half = 1 << (ResampleWeights.FractionBits - 1);

    /// <summary>Resizes a whole picture.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="width">Columns of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <param name="filter">The kernel.</param>
    /// <returns>The resized picture; the same samples when the size does not change.</returns>
    public static RgbImage Resize(RgbImage source, int width, int height, ResampleFilter filter)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Resize(source, new PixelRect(0, 0, source.Width, source.Height), width, height, new PixelRect(0, 0, width, height), filter);
    }

    /// <summary>Cuts a part out of a picture, resizes it, and cuts a part out of the result.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="region">The part of the picture to resize; samples outside it have no influence.</param>
    /// <param name="width">Columns that the part becomes, at least 1.</param>
    /// <param name="height">Rows that the part becomes, at least 1.</param>
    /// <param name="wanted">The part of the result that is returned.</param>
    /// <param name="filter">The kernel.</param>
    /// <returns>A picture of the size of <paramref name="wanted"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A rectangle leaves its picture.</exception>
    public static RgbImage Resize(RgbImage source, PixelRect region, int width, int height, PixelRect wanted, ResampleFilter filter)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        CheckWithin(region, source.Width, source.Height, nameof(region));
        CheckWithin(wanted, width, height, nameof(wanted));

        var result = GC.AllocateUninitializedArray<byte>(3 * wanted.Width * wanted.Height);
        var vertical = region.Height == height ? null : ResampleWeights.For(region.Height, height, filter, wanted.Y, wanted.Height);
        var firstRow = vertical?.Start(wanted.Y) ?? wanted.Y;
        var endRow = vertical?.End(wanted.Y + wanted.Height - 1) ?? (wanted.Y + wanted.Height);
        var rowBytes = 3 * wanted.Width;

        if (vertical is null)
        {
            Columns(source, region, firstRow, endRow, width, wanted, filter, result);
            return new RgbImage(wanted.Width, wanted.Height, result);
        }

        var scratch = ArrayPool<byte>.Shared.Rent(rowBytes * (endRow - firstRow));
        try
        {
            Columns(source, region, firstRow, endRow, width, wanted, filter, scratch);
            for (var y = 0; y < wanted.Height; y++)
            {
                var start = (vertical.Start(wanted.Y + y) - firstRow) * rowBytes;
                BlendRows(scratch.AsSpan(start), rowBytes, vertical.Values(wanted.Y + y), result.AsSpan(y * rowBytes, rowBytes));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }

        return new RgbImage(wanted.Width, wanted.Height, result);
    }

    // The horizontal pass over rows firstRow..endRow of the region, for the wanted columns only.
    private static void Columns(
        RgbImage source, PixelRect region, int firstRow, int endRow, int width, PixelRect wanted, ResampleFilter filter, Span<byte> result)
    {
        var weights = region.Width == width ? null : ResampleWeights.For(region.Width, width, filter, wanted.X, wanted.Width);
        var rowBytes = 3 * wanted.Width;
        for (var row = firstRow; row < endRow; row++)
        {
            var offset = 3 * (((region.Y + row) * source.Width) + region.X);
            var target = result.Slice((row - firstRow) * rowBytes, rowBytes);
            if (weights is null)
            {
                source.Samples.AsSpan(offset + (3 * wanted.X), rowBytes).CopyTo(target);
                continue;
            }

            // The vector path reads one byte past a pixel, which the last row of the picture does not have.
            var samples = source.Samples.AsSpan(offset);
            if (region.Y + row < source.Height - 1) BlendPixels(samples, weights, wanted.X, target);
            else BlendLastRow(samples, weights, wanted.X, target);
        }
    }

    private static void BlendPixels(ReadOnlySpan<byte> samples, ResampleWeights weights, int firstColumn, Span<byte> target)
    {
        for (var x = 0; x < target.Length / 3; x++)
        {
            var values = weights.Values(firstColumn + x);
            ref var pixel = ref Unsafe.Add(ref MemoryMarshal.GetReference(samples), 3 * weights.Start(firstColumn + x));
            var sum = Vector128.Create(Half);
            for (var tap = 0; tap < values.Length; tap++)
            {
                var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref pixel, 3 * tap))).AsByte();
                sum += Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32() * Vector128.Create(values[tap]);
            }

            sum = Clamp(sum >> ResampleWeights.FractionBits);
            target[3 * x] = (byte)sum.GetElement(0);
            target[(3 * x) + 1] = (byte)sum.GetElement(1);
            target[(3 * x) + 2] = (byte)sum.GetElement(2);
        }
    }

    private static void BlendLastRow(ReadOnlySpan<byte> samples, ResampleWeights weights, int firstColumn, Span<byte> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            var column = firstColumn + (i / 3);
            var values = weights.Values(column);
            var sum = Half;
            for (var tap = 0; tap < values.Length; tap++)
            {
                sum += samples[(3 * (weights.Start(column) + tap)) + (i % 3)] * values[tap];
            }

            target[i] = Clamp(sum >> ResampleWeights.FractionBits);
        }
    }

    // The vertical pass of one output row: a weighted sum of consecutive rows.
    private static void BlendRows(ReadOnlySpan<byte> rows, int rowBytes, ReadOnlySpan<int> values, Span<byte> target)
    {
        ref var source = ref MemoryMarshal.GetReference(rows);
        var i = 0;
        for (; i <= rowBytes - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            Vector128<int> a = Vector128.Create(Half), b = a, c = a, d = a;
            for (var tap = 0; tap < values.Length; tap++)
            {
                var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref source, (nuint)((tap * rowBytes) + i)));
                var weight = Vector128.Create(values[tap]);
                a += Vector128.WidenLower(low).AsInt32() * weight;
                b += Vector128.WidenUpper(low).AsInt32() * weight;
                c += Vector128.WidenLower(high).AsInt32() * weight;
                d += Vector128.WidenUpper(high).AsInt32() * weight;
            }

            const int Bits = ResampleWeights.FractionBits;
            var lower = Vector128.Narrow(Clamp(a >> Bits), Clamp(b >> Bits)).AsUInt16();
            var upper = Vector128.Narrow(Clamp(c >> Bits), Clamp(d >> Bits)).AsUInt16();
            Vector128.Narrow(lower, upper).CopyTo(target[i..]);
        }

        for (; i < rowBytes; i++)
        {
            var sum = Half;
            for (var tap = 0; tap < values.Length; tap++) sum += rows[(tap * rowBytes) + i] * values[tap];
            target[i] = Clamp(sum >> ResampleWeights.FractionBits);
        }
    }

    private static Vector128<int> Clamp(Vector128<int> value) => Vector128.Min(Vector128.Max(value, Vector128<int>.Zero), Vector128.Create(255));

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);

    private static void CheckWithin(PixelRect part, int width, int height, string name)
    {
        var inside = part.X >= 0 && part.Y >= 0 && part.Width >= 1 && part.Height >= 1 && part.X <= width - part.Width && part.Y <= height - part.Height;
        if (!inside) throw new ArgumentOutOfRangeException(name, $"The rectangle {part} leaves a picture of {width}x{height}.");
    }
}
