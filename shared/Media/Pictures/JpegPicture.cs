using MoTE.Indexing.Domain;
using SkiaSharp;

namespace MoTE.Indexing.Media.Pictures;

/// <summary>Writes pictures as JPEG.</summary>
public static class JpegPicture
{
    private const int OpaqueBytes = 4;

    /// <summary>Writes pictures side by side, each stretched to one size.</summary>
    /// <param name="pictures">At least one.</param>
    /// <param name="size">Of each in the result.</param>
    /// <param name="quality">1 to 100.</param>
    /// <exception cref="ArgumentException">There is no picture.</exception>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<RgbImage> pictures, PictureSize size, int quality)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(size);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        if (pictures.Count == 0)
            throw new ArgumentException("At least one picture was expected.", nameof(pictures));

        using var canvas = new SKBitmap(new SKImageInfo(checked(size.Width * pictures.Count), size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var painter = new SKCanvas(canvas);
        using var paint = new SKPaint { FilterQuality = SKFilterQuality.Medium };
        for (var i = 0; i < pictures.Count; i++)
        {
            using var image = ImageOf(pictures[i]);
            painter.DrawImage(image, SKRect.Create(i * size.Width, 0, size.Width, size.Height), paint);
        }

        painter.Flush();
        using var data = canvas.Encode(SKEncodedImageFormat.Jpeg, quality);
        return data.ToArray();
    }

    private static SKImage ImageOf(RgbImage picture)
    {
        var samples = picture.Samples;
        var pixels = new byte[picture.Width * picture.Height * OpaqueBytes];
        for (int from = 0, to = 0; from < samples.Length; from += 3, to += OpaqueBytes)
        {
            pixels[to] = samples[from];
            pixels[to + 1] = samples[from + 1];
            pixels[to + 2] = samples[from + 2];
            pixels[to + 3] = byte.MaxValue;
        }

        return SKImage.FromPixelCopy(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque), pixels);
    }
}
