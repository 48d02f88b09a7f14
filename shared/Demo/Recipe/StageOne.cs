using System.Globalization;
using MoTE.Indexing.Demo.Probing;
using MoTE.Indexing.Demo.Stills;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Model.Training.Contrastive;

namespace MoTE.Indexing.Demo.Recipe;

/// <summary>Trains the small CLIP on stills and captions, and measures what the temporal head will need of it.</summary>
internal sealed class StageOne(DemoRecipeOptions options, string folder, RecipeLog log, IProgress<RecipeProgress>? progress)
{
    private const int SaveEvery = 250;
    private const int AverageOver = 50;
    private const string CurveFile = "stage1.csv";

    /// <summary>Trains, or goes on where an interrupted run stopped.</summary>
    /// <returns>The file that holds the trained towers.</returns>
    public async Task<string> RunAsync(ClipTokenizer tokenizer, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, ContrastiveTrainer.FileName);
        if (File.Exists(file) && ContrastiveTrainer.StepsOf(file) >= options.Contrastive.Steps)
        {
            log.Write("stage 1 is complete");
            return file;
        }

        var encoded = await EncodedStills.CreateAsync(options.EncodedFiles, options.Resolution, options.Seed + 2, Files(), cancellationToken).ConfigureAwait(false);
        Train(tokenizer, encoded, File.Exists(file), cancellationToken);
        return file;
    }

    /// <summary>Sizes of the model.</summary>
    public static ClipConfiguration Configure(DemoRecipeOptions options, BytePairVocabulary vocabulary) => new(
        new VisionConfiguration
        {
            Resolution = options.Resolution,
            PatchSize = options.PatchSize,
            Width = options.VisionWidth,
            Layers = options.VisionLayers,
            Heads = options.VisionWidth / 64,
            JointWidth = options.JointWidth,
        },
        new TextConfiguration
        {
            ContextLength = options.ContextLength,
            VocabularySize = vocabulary.Size,
            Width = options.TextWidth,
            Layers = options.TextLayers,
            Heads = options.TextWidth / 64,
            JointWidth = options.JointWidth,
            StartToken = vocabulary.StartId,
            EndToken = vocabulary.EndId,
        });

    private void Train(ClipTokenizer tokenizer, EncodedStills encoded, bool resume, CancellationToken cancellationToken)
    {
        using var source = new StillSource(tokenizer, options.Resolution, options.StillsPerBatch, options.Seed, encoded);
        using var trainer = new ContrastiveTrainer(Configure(options, tokenizer.Vocabulary), source.MeasureCount, options.Contrastive);
        if (resume)
        {
            trainer.Resume(folder);
            log.Write($"stage 1 goes on at step {trainer.Step}");
        }

        log.CutAfter(CurveFile, trainer.Step);

        using (var batches = new BatchQueue(source, trainer.Step, options.Contrastive.Steps, cancellationToken))
        {
            var recent = new List<ContrastiveProgress>();
            while (trainer.Step < options.Contrastive.Steps)
            {
                recent.Add(trainer.Train(batches.Take(cancellationToken)));
                if (trainer.Step % AverageOver == 0)
                {
                    Report(recent);
                    recent.Clear();
                }

                if (trainer.Step % SaveEvery == 0 || trainer.Step == options.Contrastive.Steps)
                {
                    trainer.Save(folder);
                }
            }
        }

        Probe(trainer, tokenizer);
    }

    private void Report(List<ContrastiveProgress> recent)
    {
        var (loss, probe, accuracy) = (recent.Average(step => step.Loss), recent.Average(step => step.ProbeError), recent.Average(step => step.Accuracy));
        log.Row(CurveFile, "step,loss,probe_error,batch_accuracy,logit_scale,rate", $"{recent[^1].Step + 1},{loss:F4},{probe:F4},{accuracy:F4},{recent[^1].LogitScale:F2},{recent[^1].Rate:E3}");
        progress?.Report(new RecipeProgress("stage 1: stills and captions", recent[^1].Step + 1, options.Contrastive.Steps, string.Create(CultureInfo.InvariantCulture, $"loss {loss:F3}, probe {probe:F3}")));
    }

    private void Probe(ContrastiveTrainer trainer, ClipTokenizer tokenizer)
    {
        var report = StageOneReport.Of(trainer, tokenizer, options.Resolution, options.Seed);
        log.Write("cosine between the names of a motion's two directions (1: the text cannot tell them apart): " + Listed(report.TextCosines));
        log.Write(string.Create(CultureInfo.InvariantCulture, $"mean cosine between \"A then B\" and \"B then A\": {report.OrderCosine}"));
        log.Write("R² of a linear probe of the frame embedding (0: frames do not hold it): " + Listed(report.ProbeR2));
    }

    private static string Listed(IReadOnlyDictionary<string, double> values) =>
        string.Join(", ", values.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key} {entry.Value}")));

    private Progress<int>? Files() => progress is null
        ? null
        : new Progress<int>(done => progress.Report(new RecipeProgress("encoding stills", done, options.EncodedFiles, "")));
}
