using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Model.Tests.Retrieval;

public sealed class QueryPrevalenceTests
{
    private const double Evidence = 3;      // distance of the two distributions in deviations

    [Theory]
    [InlineData(1000, 0.3)]
    [InlineData(1000, 0.02)]
    [InlineData(200, 0.1)]
    public void Estimate_ScoresOfAKnownMixture_FindsItsShare(int segments, double share)
    {
        var estimate = QueryPrevalence.Estimate(Draw(segments, share, seed: 1), segments);

        var expected = ((segments * share) + (QueryPrevalence.PriorSegments * MeasuredCalibration.Prior)) / (segments + QueryPrevalence.PriorSegments);
        Assert.InRange(estimate.Share, expected * 0.7, expected * 1.4);
    }

    [Fact]
    public void Estimate_NothingShown_GrowsSmallWithTheArchive()
    {
        double ShareOf(int segments) => QueryPrevalence.Estimate(Draw(segments, 0, seed: 2), segments).Share;

        Assert.InRange(ShareOf(30), 0.001, MeasuredCalibration.Prior);
        Assert.InRange(ShareOf(3000), 0, ShareOf(30) / 5);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(3000)]
    public void Relevance_NothingShown_FewerArchivesAnswerThanBefore(int segments)
    {
        var archives = Enumerable.Range(0, 40).Select(seed => Draw(segments, 0, seed)).ToArray();

        // By chance the best of many segments scores well in nearly every archive.
        Assert.InRange(archives.Count(best => best[0] >= 0.5f), 30, 40);
        Assert.InRange(archives.Count(best => QueryPrevalence.Estimate(best, segments).Relevance(best[0]) >= 0.5f), 0, 20);
    }

    [Fact]
    public void Relevance_AnyShare_KeepsOrderAndBounds()
    {
        var prevalence = QueryPrevalence.Estimate(Draw(500, 0.1, seed: 3), 500);
        float[] before = [0, 1e-30f, 0.01f, 0.5f, 0.99f, 1];

        var after = before.Select(prevalence.Relevance).ToArray();

        Assert.Equal(after.Order(), after);
        Assert.Equal((0, 1), (after[0], after[^1]));
        Assert.All(after, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void Estimate_MoreThanIsLookedAt_ChangesNothing()
    {
        var best = Draw(5000, 0.05, seed: 4);

        Assert.Equal(QueryPrevalence.Estimate(best.Take(QueryPrevalence.Looked), 5000).Share, QueryPrevalence.Estimate(best, 5000).Share);
        Assert.Equal(QueryPrevalence.Estimate(best, QueryPrevalence.LargestArchive).Share, QueryPrevalence.Estimate(best, 10_000_000).Share);
    }

    [Fact]
    public void Estimate_NoSegments_IsWhatWasAssumed() => Assert.Equal(MeasuredCalibration.Prior, QueryPrevalence.Estimate([], 0).Share, 1e-9);

    // Relevances of normal scores, best first, exact for the calibration's prior.
    private static float[] Draw(int segments, double share, int seed)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var shown = (int)Math.Round(segments * share);
        return [.. Enumerable.Range(0, segments)
            .Select(i => Normal() + (i < shown ? Evidence : 0))
            .Select(score => (Evidence * score) - (Evidence * Evidence / 2) + Math.Log(MeasuredCalibration.Prior / (1 - MeasuredCalibration.Prior)))
            .Select(odds => (float)(1 / (1 + Math.Exp(-odds))))
            .OrderDescending()];
    }
}
