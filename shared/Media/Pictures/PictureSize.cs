namespace MoTE.Indexing.Media.Pictures;

/// <summary>Columns and rows of a picture with square pixels.</summary>
/// <param name="Width">At least 1.</param>
/// <param name="Height">At least 1.</param>
public sealed record PictureSize(int Width, int Height)
{
    private const int WidestRatio = 4;

    /// <summary>The size at which a video's frames are shown small: as a screen shows them, but never more than four times as long as wide.</summary>
    /// <param name="info">The video.</param>
    /// <param name="shortSide">Pixels of the shorter side, at least 1.</param>
    public static PictureSize Of(VideoStreamInfo info, int shortSide)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentOutOfRangeException.ThrowIfLessThan(shortSide, 1);
        var (width, height) = ((double)info.DisplayWidth, (double)info.DisplayHeight);
        var longSide = (int)Math.Round(shortSide * Math.Min(WidestRatio, Math.Max(width, height) / Math.Min(width, height)));
        return width >= height ? new PictureSize(longSide, shortSide) : new PictureSize(shortSide, longSide);
    }
}
