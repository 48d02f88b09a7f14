using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Search.Api;

/// <summary>What is searched for, and where.</summary>
internal sealed record SearchParameters(
    [property: Description("The phrase, in plain words.")]
    [property: Required(AllowEmptyStrings = true, ErrorMessage = "q is missing: give the phrase to look for.")]
    [property: StringLength(Limits.Query, ErrorMessage = "A phrase has at most 5000 characters.")]
    string? Q = null,
    [property: Description("A phrase that must not describe an answer better than q does; may be given several times.")]
    [property: StringList(Limits.Tags, Limits.Query, ErrorMessage = "not is given at most 32 times, each with at most 5000 characters.")]
    string[]? Not = null,
    [property: Description("Most answers.")]
    [property: Range(1, SearchParameters.MostHits, ErrorMessage = "limit is a whole number from 1 to 100.")]
    int Limit = SearchRequest.DefaultLimit,
    [property: Description("The next of the answer before, asked with the same other parameters.")]
    [property: StringLength(Limits.Cursor, ErrorMessage = "This is no cursor: take the next of an earlier answer.")]
    string? Cursor = null,
    [property: Description("What one answer is: a moment (relevant segments that follow each other), a segment, or a video.")]
    [property: AllowedValues("moment", "segment", "video", ErrorMessage = "groupBy is moment, segment or video.")]
    string GroupBy = "moment",
    [property: Description("Least relevance of an answer, 0 to 1; 0 shows the nearest in any case.")]
    [property: Range(0.0, 1.0, ErrorMessage = "minRelevance lies between 0 and 1.")]
    double MinRelevance = QueryRelevance.DefaultLeast,
    [property: Description("Only this video: its identity.")]
    [property: RegularExpression("[0-9A-Fa-f]{64}", ErrorMessage = "video is a video's identity: 64 hexadecimal digits.")]
    string? Video = null,
    [property: Description("Only videos of this collection.")]
    [property: StringLength(Limits.Collection, ErrorMessage = "A collection's name has at most 100 characters.")]
    string? Collection = null,
    [property: Description("Only videos with this tag, as key=value; may be given several times, and then all must be there.")]
    [property: TagList]
    string[]? Tag = null,
    [property: Description("Only videos whose title contains this text, whatever its case.")]
    [property: StringLength(Limits.Title, ErrorMessage = "A title has at most 300 characters.")]
    string? Title = null,
    [property: Description("Only videos received at this time or later: a date, or a date and time (RFC 3339).")]
    DateTimeOffset? From = null,
    [property: Description("Only videos received before this time.")]
    DateTimeOffset? To = null,
    [property: Description("Only videos of at least this length, in milliseconds.")]
    [property: Range(0, Limits.DurationMs, ErrorMessage = "minDurationMs is a whole number of milliseconds, 0 or more.")]
    long? MinDurationMs = null,
    [property: Description("Only videos of at most this length, in milliseconds.")]
    [property: Range(0, Limits.DurationMs, ErrorMessage = "maxDurationMs is a whole number of milliseconds, 0 or more.")]
    long? MaxDurationMs = null)
{
    public const int MostHits = 100;

    /// <summary>What they ask for, once they are checked.</summary>
    public SearchRequest ToRequest() => new(Q!)
    {
        Not = Not ?? [],
        Limit = Limit,
        GroupBy = Enum.Parse<SearchGrouping>(GroupBy, ignoreCase: true),
        MinRelevance = (float)MinRelevance,
        Cursor = Texts.OrNull(Cursor),
        Filter = new VideoFilter
        {
            Id = Texts.OrNull(Video) is { } id ? VideoId.Parse(id) : null,
            Collection = Texts.OrNull(Collection),
            Tags = Tags.Read(Tag ?? []),
            TitleContains = Texts.OrNull(Title),
            ReceivedFrom = From,
            ReceivedBefore = To,
            ShortestDuration = Duration(MinDurationMs),
            LongestDuration = Duration(MaxDurationMs),
        },
    };

    private static TimeSpan? Duration(long? milliseconds) => milliseconds is { } value ? TimeSpan.FromMilliseconds(value) : null;
}
