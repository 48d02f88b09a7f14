using MoTE.Indexing.Media;

namespace MoTE.Indexing.Demo.Clips;

/// <summary>Size and quality of an encoded clip of the world.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Crf">x264's constant rate factor.</param>
internal readonly record struct VideoShape(int Width, int Height, int Crf)
{
    private static readonly (int Width, int Height)[] Sizes = [(320, 240), (256, 256), (192, 144), (426, 240), (240, 320), (160, 160)];
    private static readonly int[] Qualities = [18, 23, 28, 33];

    /// <summary>Draws one of several sizes and qualities.</summary>
    public static VideoShape Draw(Random random)
    {
        var (width, height) = Sizes[random.Next(Sizes.Length)];
        return new VideoShape(width, height, Qualities[random.Next(Qualities.Length)]);
    }

    /// <summary>How FFmpeg is to encode it.</summary>
    public VideoWriterOptions Options => new() { Crf = Crf };
}
