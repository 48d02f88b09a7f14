namespace MoTE.Indexing.Search.Api;

/// <summary>Texts from clients.</summary>
internal static class Texts
{
    /// <summary>An empty parameter is one that was not given.</summary>
    public static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
