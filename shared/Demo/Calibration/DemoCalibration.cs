using MoTE.Indexing.Demo.Clips;
using MoTE.Indexing.Demo.Evaluation;
using MoTE.Indexing.Demo.Evaluation.Relevance;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Calibration;

/// <summary>Calibrates the relevance of a demo model on clips and captions that neither training nor evaluation has seen.</summary>
public static class DemoCalibration
{
    /// <summary>Clips that are rendered.</summary>
    public const int ClipCount = 1000;

    private const int CaptionsPerClip = 2;
    private const int PhrasesPerClip = 3;
    private const int Seed = 660_000_000;

    /// <summary>Renders clips, writes captions of them, and measures how true and untrue pairs of both score.</summary>
    /// <param name="model">The model.</param>
    /// <param name="workFolder">Keeps the rendered clips for the next time.</param>
    /// <param name="progress">Receives the number of clips of each finished part.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<MeasuredCalibration> MeasureAsync(EvaluatedModel model, string workFolder, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        var scenes = ArchiveScenes.Draw(new Random(Seed), ClipCount);
        var films = await new FilmCache(workFolder, model.FramesPerView, model.Resolution).GetAsync("calibration", scenes, Seed, progress, cancellationToken).ConfigureAwait(false);
        return Measure(model, scenes, new ScoredViews(model.Candidates, model.Embed(films)), cancellationToken);
    }

    internal static MeasuredCalibration Measure(EvaluatedModel model, IReadOnlyList<Scene> scenes, ScoredViews views, CancellationToken cancellationToken)
    {
        var shown = scenes.Select(scene => new ShownFacts(scene)).ToArray();
        var captions = Texts(scenes);
        var texts = captions.Zip(model.EncodeQueries([.. captions.Select(caption => caption.Text)]))
            .AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .Select(pair => Text(pair.First, pair.Second, shown, views))
            .Where(text => text.TrueScores.Length > 0 && text.OtherScores.Length > 0);
        return RelevanceCalibrator.Fit(
            [.. texts],
            [.. Foreign(model, views)],
            [.. captions.SelectMany(caption => model.Fragments(caption.Text).Words).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    // Sentences and phrases, because scores of short texts are on other levels than those of long ones. Each text once: usual ones would count often otherwise.
    // What the evaluation asks is left to it.
    private static List<Caption> Texts(IReadOnlyList<Scene> scenes)
    {
        var writer = new CaptionWriter(new Random(Seed));
        var asked = WorldQueries.All.Select(query => query.Text).ToHashSet(StringComparer.Ordinal);
        return [.. Written(CaptionsPerClip, writer.Write).Concat(Written(PhrasesPerClip, writer.WritePhrase)).Where(text => !asked.Contains(text.Text)).DistinctBy(text => text.Text, StringComparer.Ordinal)];

        IEnumerable<Caption> Written(int perClip, Func<Scene, Facts, Caption> write) => scenes
            .SelectMany(scene => Enumerable.Repeat(scene, perClip))
            .Select(scene => write(scene, Facts.Of(scene, SceneSampler.MotionCentre, happening: true)));
    }

    private static CalibrationText Text(Caption caption, float[] vector, ShownFacts[] shown, ScoredViews views)
    {
        // What shows a part of it counts on neither side.
        var scores = views.For(vector).Select((found, i) => (found.Score, Shown: shown[i].Any(caption.Claims.HoldFor))).ToLookup(pair => pair.Shown, pair => pair.Score);
        return new CalibrationText(vector, [.. scores[true]], [.. scores[false]]);
    }

    // Names of what real archives hold are beyond this world, as far as the vocabulary has no token for their words.
    private static IEnumerable<ForeignText> Foreign(EvaluatedModel model, ScoredViews views)
    {
        var names = ArchiveVocabularyNames.Default.Where(name => model.Fragments(name).Share > 0).ToArray();
        return names.Zip(model.Encode(names), (name, vector) => new ForeignText(vector, model.Fragments(name).Share, views.For(vector).Max(found => found.Score)));
    }
}
