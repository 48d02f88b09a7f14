namespace MoTE.Indexing.Media;

/// <summary>Converts what containers call time.</summary>
internal static class MediaTime
{
    /// <summary>Ten years: what lies beyond is rubbish in a header.</summary>
    private const double LongestSeconds = 10.0 * 366 * 24 * 3600;

    /// <summary>Seconds as a time; null when they are not a sensible number.</summary>
    public static TimeSpan? FromSeconds(double seconds) =>
        double.IsFinite(seconds) && Math.Abs(seconds) < LongestSeconds ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)) : null;
}
