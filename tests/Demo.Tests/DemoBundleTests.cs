using MoTE.Indexing.Demo.Evaluation;
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
}
