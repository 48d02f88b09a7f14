using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Preprocessing;

/// <summary>Turns interleaved samples into planes and makes grey of colours.</summary>
public static class PixelPlanes
{
    /// <summary>Writes red, green and blue planes one after the other, [3, H, W].</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="mirrored">Whether left and right are swapped.</param>
    /// <param name="planes">Receives 3·H·W samples.</param>
    public static void Split(RgbImage picture, bool mirrored, Span<byte> planes)
    {
        var (width, height, samples) = (picture.Width, picture.Height, picture.Samples);
        var area = width * height;
        var red = planes[..area];
        var green = planes.Slice(area, area);
        var blue = planes.Slice(2 * area, area);
        for (int y = 0, source = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++, source += 3)
            {
                var target = (y * width) + (mirrored ? width - 1 - x : x);
                red[target] = samples[source];
                green[target] = samples[source + 1];
                blue[target] = samples[source + 2];
            }
        }
    }

    /// <summary>Makes an interleaved picture of planes [3, H, W].</summary>
    /// <param name="planes">Red, green and blue samples, plane after plane.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public static RgbImage Join(ReadOnlySpan<byte> planes, int width, int height)
    {
        var area = width * height;
        var samples = new byte[3 * area];
        for (var i = 0; i < samples.Length; i++) samples[i] = planes[(i % 3 * area) + (i / 3)];
        return new RgbImage(width, height, samples);
    }

    /// <summary>Replaces every pixel of planes [3, H, W] by its luma, (19595 R + 38470 G + 7471 B + 32768) / 65536 (specification 7.7).</summary>
    /// <param name="planes">Samples [3, H, W]; changed in place.</param>
    public static void MakeGray(Span<byte> planes)
    {
        var area = planes.Length / 3;
        for (var i = 0; i < area; i++)
        {
            var luma = ((19595 * planes[i]) + (38470 * planes[area + i]) + (7471 * planes[(2 * area) + i]) + 32768) >> 16;
            planes[i] = planes[area + i] = planes[(2 * area) + i] = (byte)luma;
        }
    }
}
