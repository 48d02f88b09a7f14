using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Search;
using MoTE.Indexing.Search.Export;

namespace MoTE.Indexing.Cli.Searching;

/// <summary><c>--format csv|edl</c> and <c>--fps RATE</c>: what was found as a list for other programs.</summary>
internal sealed class ListOptions
{
    private readonly Option<ListFormat?> _format = new("--format") { Description = "Print a list for other programs: csv for spreadsheets, edl (CMX 3600) for editing programs", HelpName = "csv|edl" };
    private readonly Option<string> _rate = new("--fps") { Description = "Frames per second of the timeline of an edl", HelpName = "RATE", DefaultValueFactory = _ => EditRate.Default.Name };

    private ListOptions()
    {
        _format.AcceptOnlyFromAmong("csv", "edl");
        _rate.AcceptOnlyFromAmong([.. EditRate.All.Select(rate => rate.Name)]);
    }

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="json">Prints something else.</param>
    /// <param name="limit">How many moments are printed.</param>
    public static ListOptions AddTo(Command command, Option<bool> json, Option<int> limit)
    {
        var list = new ListOptions();
        command.Add(list._format);
        command.Add(list._rate);
        command.Validators.Add(result =>
        {
            if (result.GetResult(list._format) is not null && result.GetValue(json))
                result.AddError("--format and --json are two outputs: give one of them.");
            if (result.GetValue(list._format) == ListFormat.Edl && result.GetValue(limit) > MomentsEdl.MostMoments)
                result.AddError($"An edl holds at most {MomentsEdl.MostMoments} moments: give a smaller --limit.");
        });
        return list;
    }

    /// <summary>Whether a list is wanted.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_format) is not null;

    /// <summary>Prints the list; an empty one has its head.</summary>
    public void Print(ParseResult parsed, SearchResult result, Terminal terminal)
    {
        var moments = result.Hits.Select(Moment).ToList();
        if (parsed.GetValue(_format) == ListFormat.Csv)
            MomentsCsv.Write(terminal.Output, moments);
        else
            MomentsEdl.Write(terminal.Output, result.Like is { } like ? $"like {like.Title}" : result.Query, moments, EditRate.Find(parsed.GetRequiredValue(_rate))!);
    }

    private static ListedMoment Moment(SearchHit hit) => new(
        hit.VideoId.Value, hit.Title, hit.Source, hit.Start, hit.End, hit.Relevance, hit.Score, SearchAnswerHit.LinkTo(hit));
}
