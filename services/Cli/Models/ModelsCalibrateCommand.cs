using System.CommandLine;
using System.Globalization;
using MoTE.Indexing.Artifacts;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Storage;

namespace MoTE.Indexing.Cli.Models;

/// <summary><c>mote models calibrate NAME</c>: learns from an archive how high ordinary scores of a model are, and puts it into the bundle.</summary>
internal static class ModelsCalibrateCommand
{
    // More do not make mean and spread any more certain than they need to be.
    private const int MostViews = 5000;

    public static Command Create(Terminal terminal)
    {
        var folders = new ModelFolders(terminal);
        var name = new Argument<string>("NAME") { Description = "The model to calibrate" };
        var replace = new Option<bool>("--replace") { Description = "Take the place of a calibration that was measured on videos whose content is known" };
        var json = CommonOptions.Json();
        var command = new Command("calibrate", "Learns from the videos of an index how high a model's ordinary scores are, without knowing what the videos show; its fingerprint stays")
        {
            name, replace, folders.Models, folders.Data, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var bundle = ModelBundle.Open(folders.Locate(parsed).Find(parsed.GetRequiredValue(name)));
            if (!parsed.GetValue(replace) && bundle.RelevanceBasis == RelevanceBasis.Measured)
                throw new UserErrorException($"The model '{bundle.Name}' was measured on videos whose content is known, which says more than any archive: --replace throws that away.");
            var data = Path.GetFullPath(parsed.GetRequiredValue(folders.Data));
            var answer = await ModelProgress.RunAsync(
                terminal, parsed.GetValue(json), progress => Task.Run(() => CalibrateAsync(bundle, data, progress, cancellationToken), cancellationToken));
            if (parsed.GetValue(json))
                terminal.WriteJson(answer);
            else
                Print(terminal, answer);

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<CalibrationAnswer> CalibrateAsync(ModelBundle bundle, string data, ModelProgress progress, CancellationToken cancellationToken)
    {
        var (phrases, vocabulary) = (bundle.ReadArchiveFeatures(), bundle.OpenArchiveVocabulary());
        var sample = await ViewSample.DrawAsync(
            new FolderArtifactStore(new FolderLayout(data)), bundle.Fingerprint, MostViews, Told("reading segments", 0, progress), cancellationToken);
        if (sample.Views.Count < ArchiveCalibrator.LeastViews)
        {
            throw new UserErrorException(
                $"The index in '{data}' holds {Words.Count(sample.Views.Count, "segment")} of the model '{bundle.Name}', but a calibration needs {ArchiveCalibrator.LeastViews}: index more videos with it first.");
        }

        var calibration = ArchiveCalibrator.Fit(sample.Views, phrases, vocabulary, Told("comparing phrases", phrases.Count, progress), cancellationToken);
        var calibrated = BundleCalibration.Write(bundle, calibration);
        return new CalibrationAnswer(calibrated.Name, calibrated.Folder, ModelLine.BasisName(calibrated.RelevanceBasis), sample.Videos, sample.Views.Count, phrases.Count, calibration.Level, calibration.Steepness);
    }

    private static Relay Told(string step, int total, ModelProgress progress) => new(done => progress.Report(new ImportProgress(step, done, total)));

    private static void Print(Terminal terminal, CalibrationAnswer answer) => terminal.Output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"The model '{answer.Model}' is calibrated on {Words.Count(answer.Segments, "segment")} of {Words.Count(answer.Videos, "video")}. Relevance 0.5 is now what the best {ArchiveCalibrator.BestShare:0%} of an archive reach for a phrase that nobody looked for: {answer.Level:0.0} standard deviations above its mean. It is in {answer.Folder}."));

    private sealed class Relay(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
