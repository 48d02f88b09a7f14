using System.CommandLine;
using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Models;
using MoTE.Indexing.Demo.Evaluation;
using MoTE.Indexing.Demo.Evaluation.Relevance;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Retrieval;
using Spectre.Console;

namespace MoTE.Indexing.Cli.Demo;

/// <summary><c>mote eval relevance</c>: how far relevance tells what an archive holds from what it does not.</summary>
internal static class EvalRelevanceCommand
{
    private static readonly int[] DefaultSeeds = [0, 1, 2];

    public static Command Create(Terminal terminal)
    {
        var folders = new ModelFolders(terminal);
        var (model, json) = (CommonOptions.Model(), CommonOptions.Json());
        model.Description = "The model to ask";
        model.DefaultValueFactory = _ => "demo";
        var seeds = new Option<int[]>("--seed") { Description = "Draws other archives; may be given several times", HelpName = "N", DefaultValueFactory = _ => DefaultSeeds };
        var work = DemoOptions.Work();
        var command = new Command("relevance", "Asks archives of rendered clips for what they hold and for what they do not, at several cut-offs")
        {
            seeds, work, model, folders.Models, folders.Data, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var asked = EvaluatedModel.Of(ModelBundle.Open(folders.Locate(parsed).Find(parsed.GetValue(model))));
            var drawn = parsed.GetRequiredValue(seeds);
            var progress = parsed.GetValue(json) ? null : new ClipProgress(terminal, drawn.Length * RelevanceEvaluator.ClipsPerSeed);
            var evaluation = await new RelevanceEvaluator(asked, parsed.GetRequiredValue(work)).EvaluateAsync(drawn, progress, cancellationToken);
            if (parsed.GetValue(json))
                terminal.WriteJson(evaluation);
            else
                Print(terminal, evaluation);

            return ExitCode.Done;
        });
        return command;
    }

    // Markdown, so that what is printed can be put into a document.
    private static void Print(Terminal terminal, RelevanceEvaluation evaluation)
    {
        terminal.Output.WriteLine($"{evaluation.Clips} clips, {evaluation.Queries} phrases of the world, {evaluation.RealLifePhrases} from beyond it. Shares in %.");
        PrintCutOffs(terminal, evaluation.CutOffs);
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"At the default cut-off of {QueryRelevance.DefaultLeast:0.##}: kept, recall, nothing where absent"));
        PrintFamilies(terminal, evaluation.Families);
        terminal.Output.WriteLine("One thing and not another:");
        PrintUnwanted(terminal, evaluation.Unwanted);
        terminal.Output.WriteLine("Ways to encode a query:");
        PrintEncodings(terminal, evaluation.Encodings);
    }

    private static void PrintCutOffs(Terminal terminal, IReadOnlyList<CutOffRow> rows)
    {
        var table = Table("Relevance by", "Cut-off", "Clips", "Present: kept", "Recall", "Precision", "Absent: nothing", "Real life: nothing");
        foreach (var row in rows)
        {
            table.AddRow(
                row.Relevance, Number(row.CutOff), Number(row.ArchiveSize), Percent(row.Kept), Percent(row.Recall), Percent(row.Precision), Percent(row.NothingAbsent), Percent(row.NothingRealLife));
        }

        terminal.Console.Write(table);
    }

    private static void PrintFamilies(Terminal terminal, IReadOnlyList<FamilyRow> rows)
    {
        var table = Table(["Phrases like", "Number", "AP", .. rows[0].Sizes.Select(size => $"{size.ArchiveSize} clips")]);
        foreach (var row in rows)
        {
            table.AddRow([
                row.Family, Number(row.Phrases), Percent(row.AveragePrecision), .. row.Sizes.Select(size => $"{Percent(size.Kept)}, {Percent(size.Recall)}, {Percent(size.NothingAbsent)}"),
            ]);
        }

        terminal.Console.Write(table);
    }

    private static void PrintUnwanted(Terminal terminal, IReadOnlyList<UnwantedRow> rows)
    {
        var table = Table("Wanted", "Not", "Both shown: left out", "Wanted alone: kept");
        foreach (var row in rows)
            table.AddRow(row.Wanted, row.Unwanted, Percent(row.LeftOut), Percent(row.Kept));
        terminal.Console.Write(table);
    }

    private static void PrintEncodings(Terminal terminal, IReadOnlyList<EncodingRow> rows)
    {
        var table = Table(["Question", .. rows.Select(row => row.Encoding)]);
        table.AddRow(["full description, own clip first of 200", .. rows.Select(row => Percent(row.DescriptionFirst))]);
        table.AddRow(["... of combinations that training never showed", .. rows.Select(row => Percent(row.HeldOutFirst))]);
        table.AddRow(["name of an event against its reversal", .. rows.Select(row => Percent(row.Reversal))]);
        foreach (var family in rows[0].AveragePrecision.Keys)
            table.AddRow([$"average precision of phrases like \"{family}\"", .. rows.Select(row => Percent(row.AveragePrecision[family]))]);
        terminal.Console.Write(table);
    }

    private static Table Table(params string[] columns) => new Table().Border(TableBorder.Markdown).AddColumns(columns);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);
}
