namespace MoTE.Indexing.Media;

/// <summary>How large frames leave FFmpeg.</summary>
internal static class FrameSize
{
    /// <summary>The size for a request.</summary>
    public static (int Width, int Height) Of(VideoStreamInfo info, DecodeRequest request)
    {
        var (width, height) = request.SquarePixels ? (info.DisplayWidth, info.DisplayHeight) : (info.FrameWidth, info.FrameHeight);
        var shortSide = Math.Min(width, height);
        if (request.ShortSide is not { } wanted || wanted >= shortSide) return (width, height);
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1, nameof(request));
        return width <= height
            ? (wanted, (int)Math.Round((double)height * wanted / width))
            : ((int)Math.Round((double)width * wanted / height), wanted);
    }
}
