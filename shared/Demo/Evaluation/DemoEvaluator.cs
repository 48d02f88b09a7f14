using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Evaluation;

/// <summary>Asks a model the questions of <see cref="DemoEvaluation"/>, as the index would: v = s + g·t against the archive vocabulary and the query.</summary>
public sealed class DemoEvaluator
{
    private readonly EvaluatedModel _model;

    /// <summary>Takes the model to ask.</summary>
    public DemoEvaluator(EvaluatedModel model) => _model = model;

    /// <summary>Videos that an evaluation makes.</summary>
    public static int ClipCount { get; } = Count(EvaluationScenes.Draw(0));

    /// <summary>Renders the videos of a seed and asks.</summary>
    /// <param name="seed">Draws the videos; none of them was trained on, whatever the seed.</param>
    /// <param name="progress">Receives the number of clips of each finished file.</param>
    /// <param name="cancellationToken">Stops FFmpeg and the evaluation.</param>
    public async Task<DemoEvaluation> EvaluateAsync(int seed, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var scenes = EvaluationScenes.Draw(seed);
        var all = new[] { scenes.Gallery, scenes.HeldOutGallery, scenes.Events, scenes.HeldOutEvents, scenes.Orders };
        var films = new byte[all.Length][][];
        for (var i = 0; i < all.Length; i++)
        {
            films[i] = await SceneFilms.MakeAsync(all[i], _model.FramesPerView, _model.Resolution, (seed * 8) + i, progress, cancellationToken).ConfigureAwait(false);
        }

        return Ask(scenes, [.. films.Select(film => _model.Embed(film))], cancellationToken);
    }

    private DemoEvaluation Ask(EvaluationScenes scenes, IReadOnlyList<ViewEmbedding>[] views, CancellationToken cancellationToken)
    {
        var rows = new List<GainComparison>();
        IReadOnlyDictionary<string, double> byMotion = new Dictionary<string, double>();
        double recallAt5 = 0;
        foreach (var gain in GainRule.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var gallery = Ranks(scenes.Gallery, scenes.Gallery.Count, views[0], gain);
            var heldOut = Ranks(scenes.HeldOutGallery, scenes.HeldOutGallery.Count / 2, views[1], gain);
            var pairs = Reversals(scenes.Events, views[2], gain);
            if (gain == GainRule.Archive)
            {
                recallAt5 = Share(gallery, rank => rank < 5);
                byMotion = scenes.Events.Zip(pairs)
                    .GroupBy(pair => pair.First.Layout.ToString(), pair => pair.Second)
                    .ToDictionary(group => group.Key, group => Share(group, right => right), StringComparer.Ordinal);
            }

            rows.Add(new GainComparison(
                gain.Name,
                Share(gallery, rank => rank == 0),
                Share(heldOut, rank => rank == 0),
                Share(Classified(scenes.Events, views[2], gain), right => right),
                Share(Classified(scenes.HeldOutEvents, views[3], gain), right => right),
                Share(pairs, right => right),
                Share(Orders(scenes.Orders, views[4], gain), right => right)));
        }

        var (modulated, spatial) = (rows[0], rows[^1]);   // GainRule.All begins with Archive and ends with gain 0
        return new DemoEvaluation(
            Count(scenes),
            modulated.StaticRecallAt1,
            recallAt5,
            modulated.HeldOutRecallAt1,
            modulated.TemporalAccuracySeen,
            modulated.TemporalAccuracyHeldOut,
            modulated.ReversalPairs,
            spatial.ReversalPairs,
            modulated.OrderQuestions,
            rows) { ReversalByMotion = byMotion };
    }

    // Rank of each query's own clip in the whole gallery, from 0. Of equal scores the own clip counts as last.
    private List<int> Ranks(IReadOnlyList<Scene> gallery, int queryCount, IReadOnlyList<ViewEmbedding> views, GainRule gain)
    {
        var queries = _model.Encode([.. gallery.Take(queryCount).Select(CaptionWriter.Describe)]);
        return
        [
            .. queries.Select((query, own) =>
            {
                var scores = _model.Score(views, query, gain.Fixed);
                return scores.Where((score, other) => other != own && score >= scores[own]).Count();
            }),
        ];
    }

    private List<bool> Classified(IReadOnlyList<Scene> scenes, IReadOnlyList<ViewEmbedding> views, GainRule gain)
    {
        var classes = _model.ClassFeatures([.. TemporalClass.All.Select(Lexicon.NameOf)]);
        var scores = ClassScores(classes, views, gain);
        return [.. scenes.Select((scene, i) => Array.IndexOf(scores[i], scores[i].Max()) == scene.Class!.Value.Index)];
    }

    private List<bool> Reversals(IReadOnlyList<Scene> scenes, IReadOnlyList<ViewEmbedding> views, GainRule gain)
    {
        var scores = ClassScores(_model.ClassFeatures([.. TemporalClass.All.Select(Lexicon.NameOf)]), views, gain);
        return [.. scenes.Select((scene, i) => scores[i][scene.Class!.Value.Index] > scores[i][scene.Class!.Value.Reversed.Index])];
    }

    private List<bool> Orders(IReadOnlyList<Scene> scenes, IReadOnlyList<ViewEmbedding> views, GainRule gain)
    {
        var scores = ClassScores(_model.ClassFeatures([.. EventOrder.All.Select(Lexicon.NameOf)]), views, gain);
        return [.. scenes.Select((scene, i) => scores[i][scene.Order!.Value.Index] > scores[i][scene.Order!.Value.Swapped.Index])];
    }

    // [view][class]: by the archive's rule each class is a query of its own.
    private float[][] ClassScores(float[][] classes, IReadOnlyList<ViewEmbedding> views, GainRule gain)
    {
        if (gain == GainRule.Archive)
        {
            var columns = classes.Select(text => _model.Score(views, text, null)).ToArray();
            return [.. views.Select((_, view) => columns.Select(column => column[view]).ToArray())];
        }

        var vocabulary = new ArchiveVocabulary(classes, _model.FineTuningClasses);
        return [.. views.Select(view =>
        {
            var g = gain.Fixed ?? vocabulary.Gain(view);
            return classes.Select(text => ViewScore.Score(view, text, g)).ToArray();
        })];
    }

    private static double Share<T>(IEnumerable<T> answers, Func<T, bool> right) => Math.Round(answers.Average(answer => right(answer) ? 1.0 : 0.0), 4);

    private static int Count(EvaluationScenes scenes) =>
        scenes.Gallery.Count + scenes.HeldOutGallery.Count + scenes.Events.Count + scenes.HeldOutEvents.Count + scenes.Orders.Count;
}
