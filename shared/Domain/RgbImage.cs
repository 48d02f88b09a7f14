namespace MoTE.Indexing.Domain;

/// <summary>A picture of 8-bit RGB samples, row by row from the top, three bytes a pixel without padding.</summary>
public sealed class RgbImage
{
    /// <summary>Wraps samples without copying them.</summary>
    /// <param name="width">Pixels per row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="samples">R, G, B of each pixel; 3 × width × height bytes.</param>
    /// <exception cref="ArgumentException">The length does not fit the size.</exception>
    public RgbImage(int width, int height, byte[] samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (samples.LongLength != 3L * width * height)
        {
            throw new ArgumentException($"A {width}x{height} picture has {3L * width * height} samples, but {samples.LongLength} were given.", nameof(samples));
        }

        Width = width;
        Height = height;
        Samples = samples;
    }

    /// <summary>Pixels per row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>R, G, B of each pixel, row by row.</summary>
    public byte[] Samples { get; }
}
