using System.CommandLine;
using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Models;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Search;
using Spectre.Console;

namespace MoTE.Indexing.Cli.Searching;

/// <summary><c>mote search</c>: the segments that a phrase describes.</summary>
internal static class SearchCommand
{
    private const string BySegment = "segment";
    private const string ByVideo = "video";

    public static Command Create(Terminal terminal)
    {
        var text = new Argument<string>("TEXT") { Description = "What to look for, in plain words" };
        var not = new Option<string?>("--not") { Description = "Leave out what this phrase describes better than TEXT does", HelpName = "TEXT" };
        var limit = new Option<int>("--limit") { Description = "Most answers", HelpName = "N", DefaultValueFactory = _ => 10 };
        var groupBy = new Option<string>("--group-by") { Description = "One answer per segment, or the best one per video", HelpName = $"{BySegment}|{ByVideo}", DefaultValueFactory = _ => BySegment };
        var least = new Option<float>("--min-relevance") { Description = "Least relevance of an answer, 0 to 1; 0 shows the nearest in any case", HelpName = "R", DefaultValueFactory = _ => QueryRelevance.DefaultLeast };
        var collection = CommonOptions.Collection("Only videos of this collection");
        var folders = new ModelFolders(terminal);
        var model = CommonOptions.Model();
        var json = CommonOptions.Json();
        groupBy.AcceptOnlyFromAmong(BySegment, ByVideo);
        limit.Validators.Add(result => Check(result, result.GetValueOrDefault<int>() >= 1, "--limit is at least 1."));
        least.Validators.Add(result => Check(result, result.GetValueOrDefault<float>() is >= 0 and <= 1, "--min-relevance lies between 0 and 1."));
        var command = new Command("search", "Finds the moments that a phrase describes")
        {
            text, not, limit, groupBy, least, collection, folders.Data, folders.Models, model, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new SearchRequest(parsed.GetRequiredValue(text))
            {
                Not = parsed.GetValue(not) is { } unwanted ? [unwanted] : [],
                Limit = parsed.GetRequiredValue(limit),
                GroupBy = parsed.GetRequiredValue(groupBy) == ByVideo ? SearchGrouping.Video : SearchGrouping.Segment,
                MinRelevance = parsed.GetRequiredValue(least),
                Filter = VideoFilter.None with { Collection = parsed.GetValue(collection) },
            };
            using var store = SqliteStore.OpenExisting(parsed.GetRequiredValue(folders.Data));
            var index = new SqliteSegmentIndex(store);
            var bundle = await SearchModel.ChooseAsync(folders.Locate(parsed), parsed.GetValue(model), index, terminal, cancellationToken);
            using var search = new VideoSearch(bundle, index, new SqliteVideoCatalogue(store));
            var result = await search.RunAsync(request, cancellationToken);
            if (result.Hits.Count == 0)
                terminal.Error.WriteLine(NothingFound(request, result));
            if (parsed.GetValue(json))
                terminal.WriteJson(SearchAnswer.Of(result));
            else if (result.Hits.Count > 0)
                Print(result, terminal);

            return ExitCode.Done;
        });
        return command;
    }

    private static void Check(System.CommandLine.Parsing.OptionResult result, bool holds, string complaint)
    {
        if (!holds)
            result.AddError(complaint);
    }

    private static string NothingFound(SearchRequest request, SearchResult result) => result.Nearest is { } nearest
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"Nothing matches \"{request.Text}\" with a relevance of {request.MinRelevance:0.###} or more. The nearest is {nearest.Title} at {Words.Clock(nearest.Start)} with {nearest.Relevance:0.####}.")
        : $"Nothing matches \"{request.Text}\": {(request.Filter.Collection is null ? "the index is empty" : $"there is nothing in the collection {request.Filter.Collection}")}.";

    private static void Print(SearchResult result, Terminal terminal)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "Relevance", "Score", "Title", "From", "To", "File");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        foreach (var (hit, rank) in result.Hits.Select((hit, place) => (hit, place + 1)))
        {
            table.AddRow(
                rank.ToString(CultureInfo.InvariantCulture),
                hit.Relevance.ToString("0.00", CultureInfo.InvariantCulture),
                hit.Score.ToString("0.000", CultureInfo.InvariantCulture),
                Markup.Escape(hit.Title),
                Words.Clock(hit.Start),
                Words.Clock(hit.End),
                Markup.Escape(SearchAnswerHit.LinkTo(hit)));
        }

        terminal.Console.Write(table);
    }
}
