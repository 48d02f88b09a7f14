using System.CommandLine;
using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Model.Bundles;
using Spectre.Console;

namespace MoTE.Indexing.Cli.Models;

/// <summary><c>mote models verify</c>: a bundle's hashes and self-checks, and a reference's outputs.</summary>
internal static class ModelsVerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var folders = new ModelFolders(terminal);
        var name = new Argument<string?>("NAME") { Description = "The model; needed only where there are several", Arity = ArgumentArity.ZeroOrOne };
        var reference = new Option<string?>("--reference") { Description = "Inputs and expected outputs; outputs alone take their inputs from golden.safetensors beside them", HelpName = "GOLDEN.safetensors" };
        var clip = new Option<string?>("--clip") { Description = "Check raw files instead of a model: the CLIP", HelpName = "FILE|DIR" };
        var head = new Option<string?>("--temporal-head") { Description = "Raw temporal head for --clip", HelpName = "FILE" };
        var mote = new Option<string?>("--mote") { Description = "MoTE checkpoint for --clip, patched as an import does", HelpName = "FILE" };
        var json = CommonOptions.Json();
        var command = new Command("verify", "Checks a model: hashes, self-checks and, with --reference, its outputs against a reference")
        {
            name, reference, clip, head, mote, folders.Models, folders.Data, json,
        };
        command.Validators.Add(result =>
        {
            var raw = result.GetValue(clip) is not null;
            if (raw && result.GetValue(name) is not null)
                result.AddError("Give either the NAME of a model or --clip, not both.");
            if (raw && result.GetValue(reference) is null)
                result.AddError("--clip needs --reference, to have something to compare with.");
            if (!raw && (result.GetValue(head) ?? result.GetValue(mote)) is not null)
                result.AddError("--temporal-head and --mote need --clip.");
            if (result.GetValue(head) is not null && result.GetValue(mote) is not null)
                result.AddError("Give either --temporal-head or --mote: a MoTE checkpoint has its own head.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var golden = parsed.GetValue(reference);
            var report = parsed.GetValue(clip) is { } clipPath
                ? await Task.Run(() => ModelVerifier.VerifyFiles(clipPath, parsed.GetValue(head), parsed.GetValue(mote), golden!, cancellationToken), cancellationToken)
                : await Task.Run(() => ModelVerifier.Verify(folders.Locate(parsed).FindFolder(parsed.GetValue(name)), golden, cancellationToken), cancellationToken);
            if (parsed.GetValue(json))
                terminal.WriteJson(report);
            else
                Print(terminal, report);
            if (!report.Ok)
                await terminal.Error.WriteLineAsync("The model does not verify.");

            return report.Ok ? ExitCode.Done : ExitCode.Failure;
        });
        return command;
    }

    private static void Print(Terminal terminal, VerificationReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Check", "Result", "Detail");
        foreach (var file in report.Files)
        {
            table.AddRow(Markup.Escape(file.File), Verdict(file.Ok), Markup.Escape(file.Reason ?? "size and SHA-256 as stated"));
        }

        foreach (var check in report.SelfChecks)
        {
            table.AddRow(Markup.Escape(check.Name), Verdict(check.Ok), Markup.Escape(check.Detail));
        }

        foreach (var check in report.Checks)
        {
            table.AddRow(
                Markup.Escape(check.Output),
                Verdict(check.Ok),
                string.Create(CultureInfo.InvariantCulture, $"largest error {check.MaxAbsError:0.0e+0} at scale {check.Scale:0.###}"));
        }

        foreach (var skipped in report.Skipped)
        {
            table.AddRow(Markup.Escape(skipped.Output), "[yellow]skipped[/]", Markup.Escape(skipped.Reason));
        }

        terminal.Console.Write(table);
    }

    private static string Verdict(bool ok) => ok ? "[green]ok[/]" : "[red]WRONG[/]";
}
