using MoTE.Indexing.Demo.Clips;
using MoTE.Indexing.Demo.Evaluation;
using MoTE.Indexing.Demo.Evaluation.Relevance;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Tests;

/// <summary>The bundle that ships still does what its evaluation says, on fewer clips.</summary>
public sealed class DemoBundleTests
{
    private const int Seed = 77;

    [Fact]
    public async Task ShippedBundle_TellsReversalsApartByOrderAlone_AndFindsDescriptions()
    {
        var token = TestContext.Current.CancellationToken;
        using var model = EvaluatedModel.Of(ModelBundle.Open(BundleLocator.Create(null, Path.GetTempPath(), null).Find("demo")));
        var scenes = EvaluationScenes.Draw(Seed);

        var events = scenes.Events.Where((_, i) => i % 6 == 0).ToArray();
        var views = model.Embed(await SceneFilms.MakeAsync(events, model.FramesPerView, model.Resolution, Seed, null, token));
        var classes = model.ClassFeatures([.. TemporalClass.All.Select(Lexicon.NameOf)]);
        double RightAt(float gain) => events.Zip(views).Average(pair =>
            ViewScore.Score(pair.Second, classes[pair.First.Class!.Value.Index], gain) > ViewScore.Score(pair.Second, classes[pair.First.Class!.Value.Reversed.Index], gain) ? 1.0 : 0.0);
        Assert.InRange(RightAt(1), 0.9, 1);
        Assert.InRange(RightAt(0), 0.25, 0.75);

        var gallery = scenes.Gallery.Take(40).ToArray();
        var shelf = model.Embed(await SceneFilms.MakeAsync(gallery, model.FramesPerView, model.Resolution, Seed, null, token));
        var queries = model.Encode([.. gallery.Select(CaptionWriter.Describe)]);
        var found = queries.Where((query, own) =>
        {
            var scores = model.Score(shelf, query, null);
            return Array.IndexOf(scores, scores.Max()) == own;
        });
        Assert.InRange(found.Count() / 40.0, 0.8, 1);
    }

    [Fact]
    public async Task ShippedBundle_TellsWhatAnArchiveHoldsFromWhatItDoesNot()
    {
        var token = TestContext.Current.CancellationToken;
        using var model = EvaluatedModel.Of(ModelBundle.Open(BundleLocator.Create(null, Path.GetTempPath(), null).Find("demo")));
        Assert.True(model.Relevance.IsMeasured, "The bundle has no calibration: mote models calibrate-demo makes one.");
        var scenes = ArchiveScenes.Draw(new Random(Seed), 48);
        var views = new ScoredViews(model.Candidates, model.Embed(await SceneFilms.MakeAsync(scenes, model.FramesPerView, model.Resolution, Seed, null, token)));
        float Best(string text)
        {
            var vector = model.Encode([text])[0];
            return views.RelevanceFor(vector, model.Relevance.For(vector, model.FragmentShare(text))).Max();
        }

        Assert.All(RealLifePhrases.All, phrase => Assert.InRange(Best(phrase), 0, 0.2f));
        var shown = scenes.Select(scene => new ShownFacts(scene)).ToList();
        ILookup<bool, float> Family(string family) => WorldQueries.All.Where(query => query.Family == family)
            .ToLookup(query => shown.Any(facts => facts.Any(query.IsShown) != false), query => Best(query.Text));
        var (happenings, drinks) = (Family("what happens"), Family("a glass with a red drink"));
        Assert.InRange(happenings[true].Average(best => best >= QueryRelevance.DefaultLeast ? 1.0 : 0), 0.9, 1);
        Assert.InRange(happenings[false].Average(best => best < QueryRelevance.DefaultLeast ? 1.0 : 0), 0.4, 1);
        Assert.All(drinks[true], best => Assert.InRange(best, QueryRelevance.DefaultLeast, 1));
        Assert.All(drinks[false], best => Assert.InRange(best, 0, QueryRelevance.DefaultLeast));
    }
}
