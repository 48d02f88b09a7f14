using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Preprocessing;

/// <summary>The random part of preprocessing in training, drawn once per video and applied alike to all its frames.</summary>
/// <remarks>
/// Source: specification 7.7: short side to 256 (bicubic; R itself unless R is 224), random resized crop to R (bilinear), mirrored with
/// probability 0.5, grey with probability 0.2. Q22: the aspect ratio is drawn linearly, and the sides swap with probability 0.5.
/// </remarks>
public sealed class TrainingTransform
{
    private readonly int _width;
    private readonly int _height;
    private readonly int _resolution;

    private TrainingTransform(int width, int height, int resolution, PixelRect crop, PixelRect? fallback, bool mirrored, bool gray)
    {
        (_width, _height, _resolution) = (width, height, resolution);
        (Crop, Mirrored, Gray) = (crop, mirrored, gray);
        FallbackCrop = fallback;
    }

    /// <summary>The part of the resized frame that becomes the picture; all of it when <see cref="FallbackCrop"/> is set.</summary>
    public PixelRect Crop { get; }

    /// <summary>The R × R part taken after a second resize, when ten draws of a crop did not fit the frame.</summary>
    public PixelRect? FallbackCrop { get; }

    /// <summary>Whether left and right are swapped.</summary>
    public bool Mirrored { get; }

    /// <summary>Whether colours are taken away.</summary>
    public bool Gray { get; }

    /// <summary>The size of a frame after the first resize: the short side is 256 when R is 224, and R otherwise.</summary>
    public static (int Width, int Height) ResizedSize(int width, int height, int resolution) =>
        FramePreprocessor.ResizedSize(width, height, resolution == 224 ? 256 : resolution);

    /// <summary>Draws the transform of one video.</summary>
    /// <param name="random">Where the draws come from.</param>
    /// <param name="width">Columns of the video's frames.</param>
    /// <param name="height">Rows of the video's frames.</param>
    /// <param name="resolution">Side of the model's input, R.</param>
    public static TrainingTransform Draw(Random random, int width, int height, int resolution)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, 1);
        var resized = ResizedSize(width, height, resolution);
        var crop = DrawCrop(random, resized.Width, resized.Height);
        PixelRect? fallback = null;
        if (crop is null)
        {
            var again = FramePreprocessor.ResizedSize(resized.Width, resized.Height, resolution);
            var (x, y) = (random.Next(0, again.Width - resolution + 1), random.Next(0, again.Height - resolution + 1));
            fallback = new PixelRect(x, y, resolution, resolution);
        }

        var whole = new PixelRect(0, 0, resized.Width, resized.Height);
        var mirrored = random.NextDouble() < 0.5;
        return new TrainingTransform(width, height, resolution, crop ?? whole, fallback, mirrored, random.NextDouble() < 0.2);
    }

    /// <summary>Applies the transform to one frame of the video.</summary>
    /// <param name="frame">A frame of the size that the transform was drawn for.</param>
    /// <param name="planes">Receives samples [3, R, R], red plane first.</param>
    /// <exception cref="ArgumentException">The frame or the memory has another size.</exception>
    public void Apply(RgbImage frame, Span<byte> planes)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Width != _width || frame.Height != _height || planes.Length != 3 * _resolution * _resolution)
        {
            throw new ArgumentException(
                $"Drawn for {_width}x{_height} frames and {3 * _resolution * _resolution} bytes, but given {frame.Width}x{frame.Height} and {planes.Length}.");
        }

        var (width, height) = ResizedSize(_width, _height, _resolution);
        var cut = PillowResize.Resize(frame, new PixelRect(0, 0, _width, _height), width, height, Crop, ResampleFilter.Bicubic);
        var whole = new PixelRect(0, 0, cut.Width, cut.Height);
        var (lastWidth, lastHeight) = FallbackCrop is null ? (_resolution, _resolution) : FramePreprocessor.ResizedSize(cut.Width, cut.Height, _resolution);
        var wanted = FallbackCrop ?? new PixelRect(0, 0, _resolution, _resolution);
        PixelPlanes.Split(PillowResize.Resize(cut, whole, lastWidth, lastHeight, wanted, ResampleFilter.Bilinear), Mirrored, planes);
        if (Gray) PixelPlanes.MakeGray(planes);
    }

    private static PixelRect? DrawCrop(Random random, int width, int height)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var area = (0.08 + (0.92 * random.NextDouble())) * width * height;
            var aspect = (3.0 / 4) + (((4.0 / 3) - (3.0 / 4)) * random.NextDouble());
            var (w, h) = ((int)Math.Round(Math.Sqrt(area * aspect)), (int)Math.Round(Math.Sqrt(area / aspect)));
            if (random.NextDouble() < 0.5) (w, h) = (h, w);
            if (w <= width && h <= height && w > 0 && h > 0)
            {
                return new PixelRect(random.Next(0, width - w + 1), random.Next(0, height - h + 1), w, h);
            }
        }

        return null;
    }
}
