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
        var cutOffs = new Table().Border(TableBorder.Markdown).AddColumns("Relevance by", "Cut-off", "Clips", "Present: kept", "Recall", "Precision", "Absent: nothing", "Real life: nothing");
        foreach (var row in evaluation.CutOffs)
        {
            cutOffs.AddRow(
                row.Relevance, Number(row.CutOff), Number(row.ArchiveSize), Percent(row.Kept), Percent(row.Recall), Percent(row.Precision), Percent(row.NothingAbsent), Percent(row.NothingRealLife));
        }

        terminal.Console.Write(cutOffs);

        var families = new Table().Border(TableBorder.Markdown).AddColumns(["Phrases like", "Number", "Average precision", .. evaluation.Families[0].Sizes.Select(size => $"{size.ArchiveSize}: kept / recall / absent nothing")]);
        foreach (var row in evaluation.Families)
        {
            families.AddRow([
                row.Family, Number(row.Phrases), Percent(row.AveragePrecision), .. row.Sizes.Select(size => $"{Percent(size.Kept)} / {Percent(size.Recall)} / {Percent(size.NothingAbsent)}"),
            ]);
        }

        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"At the default cut-off of {QueryRelevance.DefaultLeast:0.##}:"));
        terminal.Console.Write(families);

        var encodings = new Table().Border(TableBorder.Markdown).AddColumns(["Query encoding", "Description first of 200", "Held out first of 200", "Reversal", .. evaluation.Encodings[0].AveragePrecision.Keys]);
        foreach (var row in evaluation.Encodings)
            encodings.AddRow([row.Encoding, Percent(row.DescriptionFirst), Percent(row.HeldOutFirst), Percent(row.Reversal), .. row.AveragePrecision.Values.Select(Percent)]);
        terminal.Console.Write(encodings);
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);
}
