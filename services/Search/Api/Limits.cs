namespace MoTE.Indexing.Search.Api;

/// <summary>How long texts from clients may be, in characters.</summary>
internal static class Limits
{
    /// <summary>A phrase to search for; a paragraph will do.</summary>
    public const int Query = 5000;

    /// <summary>A title.</summary>
    public const int Title = 300;

    /// <summary>The name of a collection.</summary>
    public const int Collection = 100;

    /// <summary>A tag's key.</summary>
    public const int TagKey = 100;

    /// <summary>A tag's value.</summary>
    public const int TagValue = 300;

    /// <summary>Tags of one video, or of one search.</summary>
    public const int Tags = 32;

    /// <summary>An address.</summary>
    public const int Address = 2000;

    /// <summary>A length of video in milliseconds: a thousand days.</summary>
    public const long DurationMs = 86_400_000_000;

    /// <summary>A cursor.</summary>
    public const int Cursor = 1000;
}
