using System.CommandLine;
using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Models;
using MoTE.Indexing.Cli.Remote;
using MoTE.Indexing.Cli.Status;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Search;
using Spectre.Console;

namespace MoTE.Indexing.Cli.Searching;

/// <summary><c>mote search</c>: the moments that a phrase describes.</summary>
internal static class SearchCommand
{
    private const int DefaultLimit = 10;

    // Rank, relevance, score and the space between the columns.
    private const int WidthOfTheRest = 37;
    private const int ShortestLink = 20;

    public static Command Create(Terminal terminal)
    {
        var text = new Argument<string?>("TEXT") { Description = "What to look for, in plain words", Arity = ArgumentArity.ZeroOrOne };
        var not = new Option<string[]>("--not") { Description = "Leave out what this phrase describes better than TEXT does; may be given several times", HelpName = "TEXT" };
        var limit = new Option<int>("--limit") { Description = "Most answers", HelpName = "N", DefaultValueFactory = _ => DefaultLimit };
        var cursor = new Option<string?>("--cursor") { Description = "Go on behind an earlier answer: the 'next' that it printed", HelpName = "NEXT" };
        var groupBy = new Option<SearchGrouping>("--group-by")
        {
            Description = "What an answer is: a segment (the default), a moment (relevant segments that follow each other), or a video at its best segment",
            HelpName = "segment|moment|video",
        };
        var least = new Option<float?>("--min-relevance")
        {
            Description = string.Create(CultureInfo.InvariantCulture, $"Least relevance of an answer, 0 to 1; 0 shows the nearest in any case [default: {QueryRelevance.DefaultLeast:0.#}, with --like 0]"),
            HelpName = "R",
        };
        var filter = new FilterOptions();
        var folders = new ModelFolders(terminal);
        var model = CommonOptions.Model();
        var json = CommonOptions.Json();
        groupBy.AcceptOnlyFromAmong("segment", "moment", "video");
        limit.Validators.Add(result => Check(result, result.GetValueOrDefault<int>() >= 1, "--limit is at least 1."));
        least.Validators.Add(result => Check(result, result.GetValueOrDefault<float?>() is null or (>= 0 and <= 1), "--min-relevance lies between 0 and 1."));
        var command = new Command("search", "Finds the moments that a phrase describes, or that are like another moment") { text, not, limit, cursor, groupBy, least };
        var like = LikeOption.AddTo(command, text, not);
        filter.AddTo(command);
        foreach (var option in new Option[] { folders.Data, folders.Models, model, json })
            command.Add(option);
        var list = ListOptions.AddTo(command, json, limit);
        var server = ServerOption.AddTo(command, folders.Data, folders.Models, model);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (request, result) = server.Read(parsed) is { } address
                ? await ServerSession.RunAsync(address, parsed.GetValue<bool>(CommonOptions.Verbose), SearchThereAsync, cancellationToken)
                : await SearchHereAsync();
            foreach (var note in result.Notes)
                terminal.Error.WriteLine(note);
            if (result.Hits.Count == 0)
                terminal.Error.WriteLine(NothingFound(request, result));
            if (list.IsGiven(parsed))
                list.Print(parsed, result, terminal);
            else if (parsed.GetValue(json))
                terminal.WriteJson(SearchAnswer.Of(result));
            else if (result.Hits.Count > 0)
                Print(result, terminal);

            return ExitCode.Done;

            async Task<(SearchRequest, SearchResult)> SearchThereAsync(MoteServer remote, CancellationToken token)
            {
                var wanted = await RequestAsync(async named => (await ServerVideos.FindAsync(remote, named, token)).Id);
                return (wanted, await remote.SearchAsync(wanted, token));
            }

            async Task<(SearchRequest, SearchResult)> SearchHereAsync()
            {
                using var store = SqliteStore.OpenExisting(parsed.GetRequiredValue(folders.Data));
                var (index, catalogue) = (new SqliteSegmentIndex(store), new SqliteVideoCatalogue(store));
                var wanted = await RequestAsync(async named => (await NamedVideo.FindAsync(catalogue, named, cancellationToken)).Id);
                var bundle = await SearchModel.ChooseAsync(folders.Locate(parsed), parsed.GetValue(model), index, terminal, cancellationToken);
                using var search = new VideoSearch(bundle, index, catalogue);
                return (wanted, await search.RunAsync(wanted, cancellationToken));
            }

            async Task<SearchRequest> RequestAsync(Func<string, Task<VideoId>> find) => new(parsed.GetValue(text) ?? "")
            {
                Like = await like.ReadAsync(parsed, find),
                Not = parsed.GetValue(not) ?? [],
                Limit = parsed.GetRequiredValue(limit),
                Cursor = parsed.GetValue(cursor),
                GroupBy = parsed.GetValue(groupBy),
                MinRelevance = parsed.GetValue(least) ?? (like.IsGiven(parsed) ? 0 : QueryRelevance.DefaultLeast),
                Filter = await filter.ReadAsync(parsed, find),
            };
        });
        return command;
    }

    private static void Check(System.CommandLine.Parsing.OptionResult result, bool holds, string complaint)
    {
        if (!holds)
            result.AddError(complaint);
    }

    private static string NothingFound(SearchRequest request, SearchResult result)
    {
        var sought = result.Like is { } like ? $"{like.Title} at {Words.Clock(like.Start)}" : $"\"{request.Text}\"";
        return (request, result) switch
        {
            ({ Cursor: not null }, _) => "There are no more answers.",
            (_, { Nearest: { } nearest }) => string.Create(
                CultureInfo.InvariantCulture,
                $"Nothing matches {sought} with a relevance of {request.MinRelevance:0.###} or more. The nearest is {nearest.Title} at {Words.Clock(nearest.Start)} with {(nearest.Relevance < 0.0001f ? "less than 0.0001" : $"{nearest.Relevance:0.####}")}."),
            ({ Like: not null }, { Searched: > 0 }) => $"Nothing matches {sought}: there is nothing else here.",
            (_, { Searched: > 0 }) => $"Nothing matches {sought}: everything is described better by what --not names.",
            ({ Filter.IsNone: true }, _) => $"Nothing matches {sought}: the index is empty.",
            ({ Filter: { Id: null, Collection: { } collection, Tags.Count: 0, TitleContains: null, ReceivedFrom: null, ReceivedBefore: null, ShortestDuration: null, LongestDuration: null } }, _) =>
                $"Nothing matches {sought}: there is nothing in the collection {collection}.",
            _ => $"Nothing matches {sought}: no video is as these options want it.",
        };
    }

    private static void Print(SearchResult result, Terminal terminal)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "Relevance", "Score", "Title", "From", "To", "File");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        var room = RoomForFiles(result, terminal);
        foreach (var (hit, rank) in result.Hits.Select((hit, place) => (hit, place + 1)))
        {
            table.AddRow(
                rank.ToString(CultureInfo.InvariantCulture),
                hit.Relevance.ToString("0.00", CultureInfo.InvariantCulture),
                hit.Score.ToString("0.000", CultureInfo.InvariantCulture),
                Markup.Escape(hit.Title),
                Words.Clock(hit.Start),
                Words.Clock(hit.End),
                Markup.Escape(Shown(SearchAnswerHit.LinkTo(hit), room)));
        }

        terminal.Console.Write(table);
        if (result.Next is { } next)
            terminal.Error.WriteLine($"There are more: the same with --cursor {next}");
    }

    // A link that does not fit would fill line after line of a narrow terminal; its end says more than its beginning. Scripts get all of it.
    private static string Shown(string link, int room) => link.Length > room ? "…" + link[^(room - 1)..] : link;

    private static int RoomForFiles(SearchResult result, Terminal terminal)
    {
        if (!terminal.IsInteractive)
            return int.MaxValue;
        var others = result.Hits.Max(hit => hit.Title.GetCellWidth() + Words.Clock(hit.Start).Length + Words.Clock(hit.End).Length);
        return Math.Max(ShortestLink, terminal.Console.Profile.Width - others - WidthOfTheRest);
    }
}
