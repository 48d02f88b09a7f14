namespace MoTE.Indexing.Media;

/// <summary>How large frames leave FFmpeg.</summary>
internal static class FrameSize
{
    /// <summary>The size for a request.</summary>
    public static (int Width, int Height) Of(VideoStreamInfo info, DecodeRequest request)
    {
        var (width, height) = Whole(info, request);
        if (!Shrinks(info, request)) return (width, height);
        var wanted = request.ShortSide!.Value;
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1, nameof(request));
        return width <= height ? (wanted, Longer(height, width, wanted)) : (Longer(width, height, wanted), wanted);
    }

    /// <summary>Whether frames get smaller.</summary>
    public static bool Shrinks(VideoStreamInfo info, DecodeRequest request)
    {
        var (width, height) = Whole(info, request);
        return request.ShortSide < Math.Min(width, height);
    }

    private static (int Width, int Height) Whole(VideoStreamInfo info, DecodeRequest request) =>
        request.SquarePixels ? (info.DisplayWidth, info.DisplayHeight) : (info.FrameWidth, info.FrameHeight);

    // An even number of rows, where they are the longer side: FFmpeg's plain converter takes no other.
    private static int Longer(int longer, int shorter, int wanted) => Math.Max(wanted, 2 * (int)Math.Round(0.5 * longer * wanted / shorter));
}
