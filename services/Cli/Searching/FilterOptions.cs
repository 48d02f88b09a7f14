using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Searching;

/// <summary>The options that say which videos are searched.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string?> _video = new("--video") { Description = "Only this video: its id as 'mote status' shows it (its first digits are enough), or the path it was indexed from", HelpName = "VIDEO" };
    private readonly Option<string?> _collection = CommonOptions.Collection("Only videos of this collection");
    private readonly Option<string[]> _tags = TagOption.Create("Only videos with this tag; several must all be there");
    private readonly Option<string?> _title = new("--title") { Description = "Only videos whose title contains this text, whatever its case", HelpName = "TEXT" };
    private readonly Option<DateTimeOffset?> _from = Moment("--from", "Only videos received at this time or later; without a zone, UTC");
    private readonly Option<DateTimeOffset?> _to = Moment("--to", "Only videos received before this time");
    private readonly Option<TimeSpan?> _shortest = Length("--min-duration", "Only videos of at least this length");
    private readonly Option<TimeSpan?> _longest = Length("--max-duration", "Only videos of at most this length");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _video, _collection, _tags, _title, _from, _to, _shortest, _longest })
        {
            command.Add(option);
        }
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="find">Finds the video that a person names.</param>
    public async Task<VideoFilter> ReadAsync(ParseResult parsed, Func<string, Task<VideoId>> find) => new()
    {
        Id = parsed.GetValue(_video) is { } named ? await find(named) : null,
        Collection = parsed.GetValue(_collection),
        Tags = TagOption.Read(parsed.GetValue(_tags)) ?? [],
        TitleContains = parsed.GetValue(_title),
        ReceivedFrom = parsed.GetValue(_from),
        ReceivedBefore = parsed.GetValue(_to),
        ShortestDuration = parsed.GetValue(_shortest),
        LongestDuration = parsed.GetValue(_longest),
    };

    private static Option<DateTimeOffset?> Moment(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                return time;
            return Complain<DateTimeOffset?>(result, $"{name} is a date such as 2026-11-24, with or without a time, but not '{text}'.");
        },
    };

    private static Option<TimeSpan?> Length(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SECONDS|M:SS|H:MM:SS",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Words.Time(text) is { } length)
                return length;
            return Complain<TimeSpan?>(result, $"{name} is a number of seconds, M:SS or H:MM:SS, but not '{text}'.");
        },
    };

    private static T? Complain<T>(ArgumentResult result, string sentence)
    {
        result.AddError(sentence);
        return default;
    }
}
