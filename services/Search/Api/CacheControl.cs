namespace MoTE.Indexing.Search.Api;

/// <summary>Values of the header <c>Cache-Control</c>.</summary>
internal static class CacheControl
{
    /// <summary>What this address gives never changes. Not for shared caches: videos are somebody's.</summary>
    public const string Forever = "private, max-age=31536000, immutable";

    /// <summary>To be asked for each time; the ETag says whether it is still the same.</summary>
    public const string Revalidate = "private, no-cache";

    /// <summary>Never to be kept.</summary>
    public const string Never = "no-store";
}
