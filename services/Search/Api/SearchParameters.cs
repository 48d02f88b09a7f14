using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Search.Export;

namespace MoTE.Indexing.Search.Api;

/// <summary>What is searched for, and where.</summary>
internal sealed record SearchParameters(
    [property: Description("The phrase, in plain words; or like.")]
    [property: StringLength(Limits.Query, ErrorMessage = "A phrase has at most 5000 characters.")]
    string? Q = null,
    [property: Description("A moment that answers shall be like, in place of a phrase: a video's identity, @, and a place in it in milliseconds.")]
    [property: RegularExpression("[0-9A-Fa-f]{64}@[0-9]{1,11}", ErrorMessage = "like is a video's identity (64 hexadecimal digits), @, and a place in it in milliseconds.")]
    string? Like = null,
    [property: Description("A phrase that must not describe an answer better than q does; may be given several times.")]
    [property: StringList(Limits.Tags, Limits.Query, ErrorMessage = "not is given at most 32 times, each with at most 5000 characters.")]
    string[]? Not = null,
    [property: Description("Most answers.")]
    [property: Range(1, SearchParameters.MostHits, ErrorMessage = "limit is a whole number from 1 to 999.")]
    int Limit = SearchRequest.DefaultLimit,
    [property: Description("The next of the answer before, asked with the same other parameters.")]
    [property: StringLength(Limits.Cursor, ErrorMessage = "This is no cursor: take the next of an earlier answer.")]
    string? Cursor = null,
    [property: Description("What one answer is: a moment (relevant segments that follow each other; the default), a segment (the default with like), or a video.")]
    [property: AllowedValues(null, "moment", "segment", "video", ErrorMessage = "groupBy is moment, segment or video.")]
    string? GroupBy = null,
    [property: Description("Least relevance of an answer, 0 to 1; 0 shows the nearest in any case. The default is 0.5, with like 0.")]
    [property: Range(0.0, 1.0, ErrorMessage = "minRelevance lies between 0 and 1.")]
    double? MinRelevance = null,
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
    long? MaxDurationMs = null,
    [property: Description("What the answer is: json (the default), csv (a table for spreadsheets), or edl (an edit decision list, CMX 3600, for editing programs).")]
    [property: AllowedValues(null, "json", MomentsFile.Csv, MomentsFile.Edl, ErrorMessage = "format is json, csv or edl.")]
    string? Format = null,
    [property: Description("Frames per second of the timeline of an edl; the default is 25.")]
    [property: AllowedValues(null, "23.976", "24", "25", "29.97", "30", "50", "59.94", "60", ErrorMessage = "fps is 23.976, 24, 25, 29.97, 30, 50, 59.94 or 60.")]
    string? Fps = null) : IValidatableObject
{
    /// <summary>As many as an edit decision list holds.</summary>
    public const int MostHits = MomentsEdl.MostMoments;

    /// <summary>The rate that <see cref="Fps"/> names.</summary>
    public EditRate Rate => Fps is null ? EditRate.Default : EditRate.Find(Fps)!;

    private bool IsLike => Texts.OrNull(Like) is not null;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Q is null && !IsLike)
            yield return new ValidationResult("q is missing: give the phrase to look for, or like for a moment to compare with.");
        if (IsLike && !string.IsNullOrEmpty(Q))
            yield return new ValidationResult("q and like are two searches: give one of them.");
        if (IsLike && Not?.Length > 0)
            yield return new ValidationResult("not belongs to a phrase: it cannot be given with like.");
    }

    /// <summary>What they ask for, once they are checked.</summary>
    public SearchRequest ToRequest() => new(Q ?? "")
    {
        Like = IsLike ? ReadExample(Like!) : null,
        Not = Not ?? [],
        Limit = Limit,
        GroupBy = GroupBy is null ? (IsLike ? SearchGrouping.Segment : SearchGrouping.Moment) : Enum.Parse<SearchGrouping>(GroupBy, ignoreCase: true),
        MinRelevance = (float?)MinRelevance ?? (IsLike ? 0 : QueryRelevance.DefaultLeast),
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

    private static SearchExample ReadExample(string like)
    {
        var at = like.IndexOf('@', StringComparison.Ordinal);
        return new SearchExample(VideoId.Parse(like[..at]), TimeSpan.FromMilliseconds(long.Parse(like.AsSpan(at + 1), CultureInfo.InvariantCulture)));
    }

    private static TimeSpan? Duration(long? milliseconds) => milliseconds is { } value ? TimeSpan.FromMilliseconds(value) : null;
}
