namespace MoTE.Indexing.Search.Api;

/// <summary>What a search found.</summary>
/// <param name="Query">The phrase as given; empty where the answers are like a moment.</param>
/// <param name="Model">Name of the model that compared it.</param>
/// <param name="TookMs">Time that the search took, in milliseconds.</param>
/// <param name="Searched">Segments that the phrase was compared with.</param>
/// <param name="Hits">Best first; empty when nothing matches.</param>
/// <param name="Next">The cursor of the next page; null when there is none.</param>
/// <param name="Notes">What a person should know of how the phrase was read, in sentences; often none.</param>
/// <param name="Nearest">When nothing matches: what came nearest; null when there is nothing at all.</param>
/// <param name="Like">The segment that the answers are like; null for a phrase.</param>
public sealed record SearchAnswer(string Query, string Model, long TookMs, long Searched, IReadOnlyList<HitAnswer> Hits, string? Next, IReadOnlyList<string> Notes, HitAnswer? Nearest, HitAnswer? Like)
{
    /// <summary>What may be told of a result.</summary>
    internal static SearchAnswer Of(SearchResult result, string modelFingerprint) => new(
        result.Query,
        result.Model,
        (long)result.Took.TotalMilliseconds,
        result.Searched,
        [.. result.Hits.Select(hit => HitAnswer.Of(hit, modelFingerprint))],
        result.Next,
        result.Notes,
        Of(result.Nearest, modelFingerprint),
        Of(result.Like, modelFingerprint));

    private static HitAnswer? Of(SearchHit? hit, string modelFingerprint) => hit is null ? null : HitAnswer.Of(hit, modelFingerprint);
}
