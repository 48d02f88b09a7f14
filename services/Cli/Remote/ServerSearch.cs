using System.Globalization;
using System.Text;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search;
using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>Searches as the REST interface writes them.</summary>
internal static class ServerSearch
{
    /// <summary>The address that asks for the same as a request.</summary>
    public static string Query(SearchRequest request)
    {
        var (query, filter) = (new StringBuilder("api/search"), request.Filter);
        Add(query, "q", request.Like is null ? request.Text : null);
        Add(query, "like", request.Like is { } like ? $"{like.VideoId}@{Milliseconds(like.At)}" : null);
        foreach (var not in request.Not)
            Add(query, "not", not);
        Add(query, "limit", request.Limit.ToString(CultureInfo.InvariantCulture));
        Add(query, "groupBy", request.GroupBy.ToString().ToLowerInvariant());
        Add(query, "minRelevance", request.MinRelevance.ToString("R", CultureInfo.InvariantCulture));
        Add(query, "cursor", request.Cursor);
        Add(query, "video", filter.Id?.Value);
        Add(query, "collection", filter.Collection);
        foreach (var (key, value) in filter.Tags)
            Add(query, "tag", $"{key}={value}");
        Add(query, "title", filter.TitleContains);
        Add(query, "from", filter.ReceivedFrom?.ToString("O", CultureInfo.InvariantCulture));
        Add(query, "to", filter.ReceivedBefore?.ToString("O", CultureInfo.InvariantCulture));
        Add(query, "minDurationMs", Milliseconds(filter.ShortestDuration));
        Add(query, "maxDurationMs", Milliseconds(filter.LongestDuration));
        return query.ToString();
    }

    /// <summary>What a server's answer says.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="server">Links in it are below this address.</param>
    public static SearchResult Result(SearchAnswer answer, Uri server) => new()
    {
        Query = answer.Query,
        Like = answer.Like is null ? null : Hit(answer.Like, server),
        Model = answer.Model,
        Took = TimeSpan.FromMilliseconds(answer.TookMs),
        Searched = answer.Searched,
        Hits = [.. answer.Hits.Select(hit => Hit(hit, server))],
        Nearest = answer.Nearest is null ? null : Hit(answer.Nearest, server),
        Next = answer.Next,
        Notes = answer.Notes,
    };

    // Seen from here, the bytes are where the server plays them.
    private static SearchHit Hit(HitAnswer hit, Uri server) => new(
        VideoId.Parse(hit.VideoId),
        hit.Title,
        new Uri(server, $"api/videos/{hit.VideoId}/playback").AbsoluteUri,
        TimeSpan.FromMilliseconds(hit.StartMs),
        TimeSpan.FromMilliseconds(hit.EndMs),
        hit.Score,
        hit.Relevance,
        hit.Segments,
        hit.Segments[0]);

    private static string? Milliseconds(TimeSpan? length) => length is { } value ? ((long)value.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) : null;

    private static void Add(StringBuilder query, string name, string? value)
    {
        if (value is not null)
            _ = query.Append(query.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }
}
