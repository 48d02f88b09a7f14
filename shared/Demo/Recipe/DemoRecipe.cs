using System.Globalization;
using System.Text.Json;
using MoTE.Indexing.Demo.Evaluation;
using MoTE.Indexing.Demo.FineTuning;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Demo.Recipe;

/// <summary>Makes the demo model from nothing: vocabulary, stage 1, stage 2, bundle, evaluation. An interrupted run goes on where it stopped.</summary>
public sealed class DemoRecipe
{
    private const string BundleName = "demo";
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly DemoRecipeOptions _options;
    private readonly string _folder;
    private readonly RecipeLog _log;

    /// <summary>Prepares a run.</summary>
    /// <param name="options">How the model is made.</param>
    /// <param name="folder">Checkpoints, log and curves; made where it does not exist.</param>
    /// <param name="clock">Times the lines of the log.</param>
    public DemoRecipe(DemoRecipeOptions options, string folder, TimeProvider clock)
    {
        (_options, _folder) = (options, folder);
        _log = new RecipeLog(folder, clock);
    }

    /// <summary>Runs the whole recipe.</summary>
    /// <param name="home">The folder of bundles that receives the model; an older one of the same name is replaced.</param>
    /// <param name="progress">Told of every stage.</param>
    /// <param name="cancellationToken">Stops; checkpoints stay.</param>
    /// <returns>The bundle's folder. Log, curves and evaluation lie in its folder <c>training</c>.</returns>
    public async Task<string> RunAsync(string home, IProgress<RecipeProgress>? progress, CancellationToken cancellationToken)
    {
        _log.Write(string.Create(CultureInfo.InvariantCulture, $"seed {_options.Seed}, {Environment.ProcessorCount} processors, options {JsonSerializer.Serialize(_options)}"));
        var vocabularyPath = Path.Combine(_folder, "vocabulary.bpe.gz");
        BytePairTrainer.Train(CaptionCorpus.Draw(_options.Seed), _options.VocabularySize).Save(vocabularyPath);
        var tokenizer = new ClipTokenizer(BytePairVocabulary.Load(vocabularyPath));
        _log.Write(string.Create(CultureInfo.InvariantCulture, $"vocabulary of {tokenizer.Vocabulary.Size} tokens"));

        var clipPath = await new StageOne(_options, _folder, _log, progress).RunAsync(tokenizer, cancellationToken).ConfigureAwait(false);
        using var towers = SafetensorsFile.Open(clipPath);
        using var clip = new TowerTensors(towers);
        using var trainer = await new StageTwo(_options, _folder, _log, progress).RunAsync(clip, tokenizer, cancellationToken).ConfigureAwait(false);

        var bundle = BundleWriter.Write(
            home,
            new BundleContent
            {
                Name = BundleName,
                Clip = StageOne.Configure(_options, tokenizer.Vocabulary),
                Vision = trainer.Vision,
                Text = clip,
                TemporalHead = trainer.TemporalHead,
                VocabularyPath = vocabularyPath,
                FramesPerView = _options.FramesPerView,
                PromptTemplates = DemoPrompts.Templates,
                FineTuningClasses = FineTuningClasses.Names,
                Licence = "Apache-2.0",
                Source = $"mote models train-demo --seed {_options.Seed}: trained on scenes that it rendered; it knows nothing else",
                Half = true,
            },
            replace: true,
            cancellationToken: cancellationToken);
        _log.Write("bundle written");
        await EvaluateAsync(bundle, progress, cancellationToken).ConfigureAwait(false);

        var training = Path.Combine(bundle.Folder, "training");
        Directory.CreateDirectory(training);
        foreach (var file in new[] { "train.log", "stage1.csv", "stage2.csv", "evaluation.json" })
        {
            File.Copy(Path.Combine(_folder, file), Path.Combine(training, file), overwrite: true);
        }

        return bundle.Folder;
    }

    // What ships is what is asked: the half-precision bundle, opened anew.
    private async Task EvaluateAsync(BundleListing listing, IProgress<RecipeProgress>? progress, CancellationToken cancellationToken)
    {
        using var asked = EvaluatedModel.Of(ModelBundle.Open(listing));
        var done = 0;
        var counted = progress is null ? null : new Counter(clips =>
            progress.Report(new RecipeProgress("evaluation", Interlocked.Add(ref done, clips), DemoEvaluator.ClipCount, "")));
        var evaluation = await new DemoEvaluator(asked).EvaluateAsync(seed: 0, counted, cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(_folder, "evaluation.json"), JsonSerializer.Serialize(evaluation, Indented) + "\n", cancellationToken).ConfigureAwait(false);
        _log.Write("evaluation " + JsonSerializer.Serialize(evaluation, JsonSerializerOptions.Web));
    }

    private sealed class Counter(Action<int> count) : IProgress<int>
    {
        public void Report(int value) => count(value);
    }
}
