using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>A few pixels of a picture, to know it again where another decoding comes by.</summary>
internal static class Glimpse
{
    private const int Columns = 16;
    private const int Rows = 9;

    // Programs of different versions and processors differ by a level or two; a picture without its references differs by many.
    private const double MostDifference = 2;

    /// <summary>Takes the pixels.</summary>
    public static byte[] Of(RgbImage picture)
    {
        var glimpse = new byte[3 * Columns * Rows];
        for (var row = 0; row < Rows; row++)
        {
            var y = ((2 * row) + 1) * picture.Height / (2 * Rows);
            for (var column = 0; column < Columns; column++)
            {
                var x = ((2 * column) + 1) * picture.Width / (2 * Columns);
                picture.Samples.AsSpan(3 * ((y * picture.Width) + x), 3).CopyTo(glimpse.AsSpan(3 * ((row * Columns) + column)));
            }
        }

        return glimpse;
    }

    /// <summary>Whether a picture is the one of which a glimpse was taken.</summary>
    public static bool IsOf(ReadOnlySpan<byte> glimpse, RgbImage picture)
    {
        var other = Of(picture);
        if (glimpse.Length != other.Length) return false;
        var sum = 0;
        for (var i = 0; i < other.Length; i++) sum += Math.Abs(glimpse[i] - other[i]);
        return sum <= MostDifference * other.Length;
    }
}
