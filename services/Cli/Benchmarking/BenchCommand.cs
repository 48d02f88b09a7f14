using System.CommandLine;
using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Models;
using MoTE.Indexing.Model.Benchmarking;
using MoTE.Indexing.Model.Encoders;
using Spectre.Console;

namespace MoTE.Indexing.Cli.Benchmarking;

/// <summary><c>mote bench</c>: this machine's numbers.</summary>
internal static class BenchCommand
{
    public static Command Create(Terminal terminal)
    {
        var variants = new Option<string[]>("--variant") { Description = "ViT-B/32, ViT-B/16, ViT-L/14 or the name of a model bundle; may be given several times; all of them unless given", HelpName = "NAME" };
        var budget = new Option<double>("--budget") { Description = "Seconds to measure each variant; at least one view is measured", HelpName = "SECONDS", DefaultValueFactory = _ => 20 };
        var device = new Option<string>("--device") { Description = "Where to compute", HelpName = "auto|cpu|cuda", DefaultValueFactory = _ => "auto" };
        var precision = new Option<EncoderPrecision>("--precision") { Description = "Number type of the matrix products", HelpName = "fp32|bf16", DefaultValueFactory = _ => EncoderPrecision.Fp32 };
        var folders = new ModelFolders(terminal);
        var json = CommonOptions.Json();
        budget.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() > 0))
                result.AddError("--budget is above 0 seconds.");
        });
        var command = new Command("bench", "Measures how fast this machine embeds videos, with random weights")
        {
            variants, budget, device, precision, folders.Models, folders.Data, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new EncoderOptions { Device = parsed.GetRequiredValue(device), Precision = parsed.GetRequiredValue(precision) };
            var chosen = BenchVariants.Choose(parsed.GetValue(variants) ?? [], folders.Locate(parsed));
            var time = TimeSpan.FromSeconds(parsed.GetRequiredValue(budget));
            var asJson = parsed.GetValue(json);
            return Task.Run(
                () =>
                {
                    var results = Measure(chosen, options, time, asJson ? null : terminal, cancellationToken);
                    if (asJson)
                        terminal.WriteJson(new BenchAnswer(options.Device, options.Precision.ToString().ToLowerInvariant(), Environment.ProcessorCount, [.. results.Select(BenchAnswerLine.Of)]));
                    else
                        Print(results, options, terminal);

                    return ExitCode.Done;
                },
                cancellationToken);
        });
        return command;
    }

    private static List<BenchmarkResult> Measure(
        IReadOnlyList<BenchmarkVariant> variants, EncoderOptions options, TimeSpan budget, Terminal? terminal, CancellationToken cancellationToken)
    {
        if (terminal is not { IsInteractive: true })
            return [.. variants.Select(variant => EncoderBenchmark.Measure(variant, options, budget, null, cancellationToken))];

        return terminal.Console.Status().Start("measuring", status => variants.Select(variant =>
        {
            status.Status($"{variant.Name}: preparing");
            var progress = new ViewCount(views => status.Status($"{variant.Name}: {Words.Count(views, "view")}"));
            return EncoderBenchmark.Measure(variant, options, budget, progress, cancellationToken);
        }).ToList());
    }

    private static void Print(List<BenchmarkResult> results, EncoderOptions options, Terminal terminal)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("Variant", "Frames/s", "Views/s", "GFLOP/frame", "Matrix GFLOP/s", "Share of it", "Peak memory");
        foreach (var column in table.Columns.Skip(1))
        {
            column.RightAligned();
        }

        foreach (var result in results)
        {
            table.AddRow(
                Markup.Escape(result.Variant.Name),
                Number(result.FramesPerSecond),
                Number(result.ViewsPerSecond),
                Number(result.Variant.OperationsPerFrame / 1e9),
                result.MatrixGigaflops.ToString("0", CultureInfo.InvariantCulture),
                result.ShareOfMatrixRate.ToString("0 %", CultureInfo.InvariantCulture),
                result.PeakMemoryBytes is { } bytes ? Sizes.Text(bytes) : "?");
        }

        terminal.Console.Write(table);
        terminal.Output.WriteLine(
            $"Random weights, {options.Precision.ToString().ToLowerInvariant()}, device {options.Device}, {Words.Count(Environment.ProcessorCount, "processor")}. A view is {results[0].Variant.FramesPerView} frames; "
            + "the matrix rate is fp32, measured just before each variant.");
    }

    private static string Number(double value) => value.ToString(value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);

    // Progress<T> would report on other threads, after the fact.
    private sealed class ViewCount(Action<int> show) : IProgress<int>
    {
        public void Report(int value) => show(value);
    }
}
