using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Model.Tests.Retrieval;

public sealed class RelevanceCalibratorTests
{
    private const int Width = 6;
    private const int Texts = 400;

    private static readonly ViewEmbedding _view = new(new float[Width], new float[Width], []);

    [Fact]
    public void Fit_OddsThatDependOnTheText_AreFoundAgain()
    {
        var calibration = RelevanceCalibrator.Fit(Draw(seed: 1), [], []);

        // Two normal distributions of one deviation: log odds are linear in the score, with slope 0.25 / 0.05², and even in the middle but for the prior.
        Assert.Equal(0, calibration.FragmentPenalty);
        foreach (var text in Draw(seed: 2).Take(50))
        {
            var steepness = calibration.SteepnessOf(text.Vector);
            Assert.InRange(steepness, 80, 120);
            var even = Middle(text.Vector) - 0.075 + (Math.Log((1 - MeasuredCalibration.Prior) / MeasuredCalibration.Prior) / 100);
            Assert.Equal(even, -calibration.OddsOf(text.Vector) / steepness, 0.015);
        }
    }

    [Fact]
    public void Fit_TextsThatAreHardToTell_AreLessSteep()
    {
        var random = new Random(8);
        CalibrationText[] texts = [.. Draw(seed: 1).Select(text => text.Vector[1] > 0 ? text : text with { TrueScores = [.. text.TrueScores.Select(score => score + (float)(0.3 * Normal(random)))] })];

        var calibration = RelevanceCalibrator.Fit(texts, [], []);

        Assert.True(calibration.SteepnessOf([0, 0.9f, 0, 0, 0, 0]) > 1.5 * calibration.SteepnessOf([0, -0.9f, 0, 0, 0, 0]));
    }

    [Fact]
    public void Fit_OneCutOff_MeansTheSameForEveryText()
    {
        var relevance = new QueryRelevance([], 100, RelevanceCalibrator.Fit(Draw(seed: 1), [], []));

        foreach (var text in Draw(seed: 3).Take(20))
        {
            var scale = relevance.For(text.Vector, 0);
            Assert.InRange(text.TrueScores.Average(score => scale.Relevance(_view, 0, score) >= 0.5f ? 1.0 : 0), 0.75, 1);
            Assert.InRange(text.OtherScores.Average(score => scale.Relevance(_view, 0, score) >= 0.5f ? 1.0 : 0), 0, 0.03);
        }
    }

    [Fact]
    public void Fit_ForeignTexts_StayBelowTheForeignRelevance()
    {
        var random = new Random(4);
        ForeignText[] foreign = [.. Enumerable.Range(0, 100).Select(_ => new ForeignText(Unit(random), 0.5f + (random.NextSingle() / 2), 0.4f + (random.NextSingle() / 5)))];
        var relevance = new QueryRelevance([], 100, RelevanceCalibrator.Fit(Draw(seed: 1), foreign, []));

        var best = foreign.Select(text => relevance.For(text.Vector, text.FragmentShare).Relevance(_view, 0, text.BestScore)).ToList();

        Assert.True(relevance.MindsFragments);
        Assert.InRange(best.Count(value => value <= RelevanceCalibrator.ForeignRelevance + 1e-4), 94, 97);
        Assert.Contains(foreign, text => relevance.For(text.Vector, 0).Relevance(_view, 0, text.BestScore) > 0.5);
    }

    [Fact]
    public void Fit_TooFewTexts_IsRefused()
    {
        var texts = Draw(seed: 1);

        Assert.Throws<ArgumentException>(() => RelevanceCalibrator.Fit([.. texts.Take(Width)], [], []));
        Assert.Throws<ArgumentException>(() => RelevanceCalibrator.Fit([.. texts, texts[0] with { TrueScores = [] }], [], []));
    }

    // True scores lie 0.05 above a middle that depends on the text, others 0.2 below it.
    private static CalibrationText[] Draw(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Texts).Select(_ =>
        {
            var vector = Unit(random);
            float[] Scores(int count, double offset) => [.. Enumerable.Range(0, count).Select(_ => (float)(Middle(vector) + offset + (0.05 * Normal(random))))];
            return new CalibrationText(vector, Scores(40, 0.05), Scores(60, -0.2));
        })];
    }

    private static double Middle(float[] vector) => 0.45 + (0.1 * vector[0]) - (0.05 * vector[3]);

    private static float[] Unit(Random random) => UnitVector.Of([.. Enumerable.Range(0, Width).Select(_ => (float)Normal(random))]);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
