using System.CommandLine;
using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Models;
using MoTE.Indexing.Demo.Evaluation;
using MoTE.Indexing.Model.Bundles;
using Spectre.Console;

namespace MoTE.Indexing.Cli.Demo;

/// <summary><c>mote eval</c>: how well a model does on videos it never saw.</summary>
internal static class EvalCommand
{
    public static Command Create(Terminal terminal) => new("eval", "Measures a model on videos that it never saw") { CreateDemo(terminal), EvalRelevanceCommand.Create(terminal) };

    private static Command CreateDemo(Terminal terminal)
    {
        var folders = new ModelFolders(terminal);
        var (model, json) = (CommonOptions.Model(), CommonOptions.Json());
        model.Description = "The model to ask";
        model.DefaultValueFactory = _ => "demo";
        var seed = new Option<int>("--seed") { Description = "Draws other videos", HelpName = "N", DefaultValueFactory = _ => 0 };
        var command = new Command("demo", "Renders videos of the demo world, sends them through H.264, and asks a model about them") 
        {
            seed, model, folders.Models, folders.Data, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var asked = EvaluatedModel.Of(ModelBundle.Open(folders.Locate(parsed).Find(parsed.GetValue(model))));
            var progress = parsed.GetValue(json) ? null : new ClipProgress(terminal, DemoEvaluator.ClipCount);
            var evaluation = await new DemoEvaluator(asked).EvaluateAsync(parsed.GetValue(seed), progress, cancellationToken);
            if (parsed.GetValue(json))
                terminal.WriteJson(evaluation);
            else
                Print(terminal, evaluation);

            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, DemoEvaluation evaluation)
    {
        var answers = new Table().Border(TableBorder.Simple).AddColumns($"{evaluation.Clips} clips", "Share");
        answers.AddRow("static description finds its clip first (of 200)", Percent(evaluation.StaticRecallAt1));
        answers.AddRow("... among the first five", Percent(evaluation.StaticRecallAt5));
        answers.AddRow("held-out shape and colour first (of 200)", Percent(evaluation.HeldOutRecallAt1));
        answers.AddRow("right class of 36, seen combinations", Percent(evaluation.TemporalAccuracySeen));
        answers.AddRow("right class of 36, held-out combinations", Percent(evaluation.TemporalAccuracyHeldOut));
        answers.AddRow("class or its reversal, with the temporal branch", Percent(evaluation.ReversalPairs));
        answers.AddRow("class or its reversal, single frames only (g = 0)", Percent(evaluation.ReversalPairsSpatialOnly));
        answers.AddRow("A then B, or B then A", Percent(evaluation.OrderQuestions));
        terminal.Console.Write(answers);

        var gains = new Table().Border(TableBorder.Simple).AddColumns("Gain", "static @1", "held out @1", "classes", "held-out classes", "reversal", "order");
        foreach (var row in evaluation.Gains)
        {
            gains.AddRow(
                row.Gain, Percent(row.StaticRecallAt1), Percent(row.HeldOutRecallAt1), Percent(row.TemporalAccuracySeen),
                Percent(row.TemporalAccuracyHeldOut), Percent(row.ReversalPairs), Percent(row.OrderQuestions));
        }

        terminal.Console.Write(gains);
    }

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
}
