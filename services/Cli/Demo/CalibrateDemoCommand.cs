using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Models;
using MoTE.Indexing.Demo.Calibration;
using MoTE.Indexing.Demo.Evaluation;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Cli.Demo;

/// <summary><c>mote models calibrate-demo</c>: measures a demo model's relevance anew and puts it into its bundle.</summary>
internal static class CalibrateDemoCommand
{
    public static Command Create(Terminal terminal)
    {
        var folders = new ModelFolders(terminal);
        var model = CommonOptions.Model();
        model.Description = "The model to calibrate";
        model.DefaultValueFactory = _ => "demo";
        var work = DemoOptions.Work();
        var command = new Command("calibrate-demo", "Calibrates the relevance of a model of the demo world on rendered clips; its fingerprint stays")
        {
            model, work, folders.Models, folders.Data,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var bundle = ModelBundle.Open(folders.Locate(parsed).Find(parsed.GetValue(model)));
            using var measured = EvaluatedModel.Of(bundle);
            var progress = new ClipProgress(terminal, DemoCalibration.ClipCount);
            var calibration = await DemoCalibration.MeasureAsync(measured, parsed.GetRequiredValue(work), progress, cancellationToken);
            terminal.Output.WriteLine(BundleCalibration.Write(bundle, calibration).Folder);
            return ExitCode.Done;
        });
        return command;
    }
}
