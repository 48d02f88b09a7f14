using MoTE.Indexing.Demo.Clips;
using MoTE.Indexing.Demo.Evaluation;
using MoTE.Indexing.Demo.Evaluation.Relevance;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Demo.Tests;

/// <summary>The evaluation itself, on few clips: its numbers have to hang together.</summary>
public sealed class RelevanceEvaluatorTests
{
    private const int Seed = 5;
    private const int Clips = 40;

    [Fact]
    public async Task Ask_FewClips_GivesRatesThatHangTogether()
    {
        using var model = EvaluatedModel.Of(ModelBundle.Open(BundleLocator.Create(null, Path.GetTempPath(), null).Find("demo")));
        var scenes = ArchiveScenes.Draw(new Random(Seed), Clips);
        var films = await SceneFilms.MakeAsync(scenes, model.FramesPerView, model.Resolution, Seed, null, TestContext.Current.CancellationToken);
        var asked = new AskedClips(Seed, scenes, new ScoredViews(model.Candidates, model.Embed(films)));

        var evaluation = new RelevanceEvaluator(model, Path.GetTempPath()).Ask([asked], TestContext.Current.CancellationToken);

        Assert.Equal((Clips, WorldQueries.All.Count, 40), (evaluation.Clips, evaluation.Queries, evaluation.RealLifePhrases));
        foreach (var rows in evaluation.CutOffs.GroupBy(row => (row.Relevance, row.ArchiveSize)))
        {
            var rising = rows.OrderBy(row => row.CutOff).ToList();
            Assert.Equal(rising.Select(row => row.Kept).OrderDescending(), rising.Select(row => row.Kept));
            Assert.Equal(rising.Select(row => row.Recall).OrderDescending(), rising.Select(row => row.Recall));
            Assert.Equal(rising.Select(row => row.NothingAbsent).Order(), rising.Select(row => row.NothingAbsent));
            Assert.Equal(rising.Select(row => row.NothingRealLife).Order(), rising.Select(row => row.NothingRealLife));
            Assert.All(rising, row => Assert.InRange(row.Recall, 0, row.Kept));
        }

        Assert.Equal(evaluation.Queries, evaluation.Families.Sum(family => family.Phrases));
        Assert.All(evaluation.Families, family => Assert.InRange(family.AveragePrecision, 0, 1));
        Assert.Equal(1, evaluation.Families.Single(family => family.Family == "person, glass").AveragePrecision, 0.05);

        // There is no glass among so few clips.
        Assert.All(evaluation.Unwanted.Where(row => row.Wanted != "glass"), row => Assert.InRange(row.Kept, 0.8, 1));
        Assert.Equal(3, evaluation.Encodings.Count);
    }
}
