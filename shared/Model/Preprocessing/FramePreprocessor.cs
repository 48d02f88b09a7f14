using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Preprocessing;

/// <summary>Makes of a decoded frame what the model sees of it: the short side resized to R, then square crops, as planes of 8-bit samples.</summary>
/// <remarks>Source: specification 7.7 (evaluation). Normalisation is <see cref="PixelNormalization"/>. Safe to share between threads.</remarks>
public sealed class FramePreprocessor
{
    /// <summary>Creates a preprocessor.</summary>
    /// <param name="resolution">Side of the model's input in pixels, R ≥ 1: 224 for the published variants.</param>
    /// <param name="cropMode">Which crops are made.</param>
    public FramePreprocessor(int resolution, CropMode cropMode = CropMode.Centre)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, 1);
        Resolution = resolution;
        CropMode = cropMode;
    }

    /// <summary>Side of the model's input in pixels, R.</summary>
    public int Resolution { get; }

    /// <summary>Which crops are made.</summary>
    public CropMode CropMode { get; }

    /// <summary>Crops per frame: 1, 3, 5 or 10.</summary>
    public int CropCount => CropMode switch { CropMode.Centre => 1, CropMode.Three => 3, CropMode.Five => 5, _ => 10 };

    /// <summary>Bytes that one frame becomes: crops × 3 × R × R.</summary>
    public int ByteCount => CropCount * 3 * Resolution * Resolution;

    /// <summary>The size of a frame after its short side was resized; the long side is truncated to whole pixels.</summary>
    /// <param name="width">Columns of the frame.</param>
    /// <param name="height">Rows of the frame.</param>
    /// <param name="shortSide">What the short side becomes.</param>
    public static (int Width, int Height) ResizedSize(int width, int height, int shortSide) => width <= height
        ? (shortSide, (int)((long)shortSide * height / width))
        : ((int)((long)shortSide * width / height), shortSide);

    /// <summary>Preprocesses one frame.</summary>
    /// <param name="frame">The decoded frame, upright.</param>
    /// <returns>Samples [crops, 3, R, R], red plane first, 0..255.</returns>
    public byte[] Apply(RgbImage frame)
    {
        var planes = GC.AllocateUninitializedArray<byte>(ByteCount);
        Apply(frame, planes);
        return planes;
    }

    /// <summary>Preprocesses one frame into memory of the caller.</summary>
    /// <param name="frame">The decoded frame, upright.</param>
    /// <param name="planes">Receives samples [crops, 3, R, R]; exactly <see cref="ByteCount"/> long.</param>
    /// <exception cref="ArgumentException">The memory has another length.</exception>
    public void Apply(RgbImage frame, Span<byte> planes)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (planes.Length != ByteCount)
        {
            throw new ArgumentException($"{CropCount} crops of {Resolution}x{Resolution} take {ByteCount} bytes, but there are {planes.Length}.", nameof(planes));
        }

        var (width, height) = ResizedSize(frame.Width, frame.Height, Resolution);
        var whole = new PixelRect(0, 0, frame.Width, frame.Height);
        var size = 3 * Resolution * Resolution;
        var crops = Crop.Of(width, height, Resolution, CropMode);
        for (var i = 0; i < crops.Length; i++)
        {
            var wanted = new PixelRect(crops[i].X, crops[i].Y, Resolution, Resolution);
            var picture = PillowResize.Resize(frame, whole, width, height, wanted, ResampleFilter.Bicubic);
            PixelPlanes.Split(picture, crops[i].Mirrored, planes.Slice(i * size, size));
        }
    }
}
