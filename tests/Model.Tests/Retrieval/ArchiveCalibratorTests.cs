using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Model.Tests.Retrieval;

public sealed class ArchiveCalibratorTests
{
    private const int Width = 8;

    private static readonly ArchiveVocabulary _plainClip = new([], []);

    [Fact]
    public void Fit_Views_MeanAndSpreadAreThoseOfTheScores()
    {
        var (views, phrases) = (Views(2000), Phrases(40));

        var calibration = ArchiveCalibrator.Fit(views, phrases, _plainClip, null, TestContext.Current.CancellationToken);

        foreach (var query in Phrases(5, seed: 9))
        {
            var scores = views.Select(view => ViewScore.Score(view, query, 0)).ToArray();
            var (mean, deviation) = calibration.Ordinary(query);
            Assert.Equal(scores.Average(), mean, 1e-3f);
            Assert.Equal(Math.Sqrt(scores.Average(score => (score - scores.Average()) * (score - scores.Average()))), deviation, 0.05);
        }
    }

    [Fact]
    public void Fit_Background_TheBestShareOfItIsRelevant()
    {
        var (views, phrases) = (Views(1000), Phrases(60));
        var relevance = new QueryRelevance([], 100, ArchiveCalibrator.Fit(views, phrases, _plainClip, null, TestContext.Current.CancellationToken));

        var relevant = phrases.Average(phrase =>
        {
            var scale = relevance.For(phrase, 0);
            return views.Average(view => scale.Relevance(view, 0, ViewScore.Score(view, phrase, 0)) >= 0.5f ? 1.0 : 0);
        });

        Assert.InRange(relevant, ArchiveCalibrator.BestShare * 0.9, ArchiveCalibrator.BestShare * 1.1);
    }

    [Fact]
    public void Fit_TooFewViewsOrNoPhrase_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => ArchiveCalibrator.Fit(Views(ArchiveCalibrator.LeastViews - 1), Phrases(5), _plainClip, null, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => ArchiveCalibrator.Fit(Views(ArchiveCalibrator.LeastViews), [], _plainClip, null, TestContext.Current.CancellationToken));
    }

    // Around one direction, and twice as wide in another.
    private static ViewEmbedding[] Views(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ =>
            new ViewEmbedding([.. Enumerable.Range(0, Width).Select(i => (i == 0 ? 2f : 0) + ((i == 1 ? 1f : 0.5f) * Normal(random)))], new float[Width], []))];
    }

    private static float[][] Phrases(int count, int seed = 2)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => UnitVector.Of([.. Enumerable.Range(0, Width).Select(_ => Normal(random))]))];
    }

    private static float Normal(Random random) => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
