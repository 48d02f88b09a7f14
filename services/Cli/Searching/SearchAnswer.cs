using System.Globalization;
using System.Text.Json.Serialization;
using MoTE.Indexing.Search;

namespace MoTE.Indexing.Cli.Searching;

/// <summary>What <c>mote search --json</c> prints.</summary>
/// <param name="Query">The text as given; empty with <c>--like</c>.</param>
/// <param name="Model">Name of the model.</param>
/// <param name="TookMs">Time to encode the text, to compare it with every segment, and to rank; loading the model not included.</param>
/// <param name="Searched">Segments that the text was compared with.</param>
/// <param name="Hits">Best first.</param>
/// <param name="Next">What <c>--cursor</c> takes for the hits after these; null when there are no more.</param>
/// <param name="Notes">What a person should know of how the text was read, in sentences.</param>
/// <param name="Like">With <c>--like</c>: the segment that the hits are like; left out otherwise.</param>
internal sealed record SearchAnswer(
    string Query, string Model, long TookMs, long Searched, IReadOnlyList<SearchAnswerHit> Hits, string? Next, IReadOnlyList<string> Notes, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SearchAnswerHit? Like)
{
    public static SearchAnswer Of(SearchResult result) => new(
        result.Query,
        result.Model,
        (long)result.Took.TotalMilliseconds,
        result.Searched,
        [.. result.Hits.Select(SearchAnswerHit.Of)],
        result.Next,
        result.Notes,
        result.Like is null ? null : SearchAnswerHit.Of(result.Like));
}

/// <summary>One hit of <see cref="SearchAnswer"/>.</summary>
internal sealed record SearchAnswerHit(
    string VideoId, string Title, string Source, long StartMs, long EndMs, float Score, float Relevance, string Link, IReadOnlyList<int> Segments)
{
    public static SearchAnswerHit Of(SearchHit hit) => new(
        hit.VideoId.Value,
        hit.Title,
        hit.Source,
        (long)hit.Start.TotalMilliseconds,
        (long)hit.End.TotalMilliseconds,
        hit.Score,
        hit.Relevance,
        LinkTo(hit),
        hit.Segments);

    /// <summary>The file with a media fragment, which players and browsers understand: seconds from, to.</summary>
    public static string LinkTo(SearchHit hit) =>
        string.Create(CultureInfo.InvariantCulture, $"{hit.Source}#t={hit.Start.TotalSeconds:0.###},{hit.End.TotalSeconds:0.###}");
}
