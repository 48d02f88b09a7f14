using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Model.Tests.Retrieval;

public sealed class QueryRelevanceTests
{
    private static readonly float[][] _background = [[1, 0, 0], [0, 1, 0]];
    private static readonly ViewEmbedding _view = new([0, 0.6f, 0.8f], [0, 0, 0], []);

    [Fact]
    public void Relevance_NothingMeasured_IsTheOddsAgainstTheBackground()
    {
        float[] query = [0, 0, 1];
        var own = ViewScore.Score(_view, query, 0);

        var relevance = new QueryRelevance(_background, 10, null).For(query, 1).Relevance(_view, 0, own);

        var probability = Math.Exp(10 * 0.8) / (Math.Exp(10 * 0.8) + Math.Exp(10 * 0.6) + Math.Exp(0));
        var odds = 9 * probability / (1 - probability);   // a probability of 0.1 is a relevance of 0.5
        Assert.Equal(odds / (1 + odds), relevance, 1e-5);
    }

    [Fact]
    public void Relevance_ClassThatSaysTheSame_IsNoBackground()
    {
        float[] query = [0, 1, 0];

        Assert.Equal(1 / (1 + (Math.Exp(-10 * 0.6) / 9)), new QueryRelevance(_background, 10, null).For(query, 0).Relevance(_view, 0, 0.6f), 1e-5);
    }

    [Fact]
    public void Relevance_Measured_GrowsWithTheScoreAndFallsWithFragments()
    {
        var relevance = new QueryRelevance(_background, 10, new MeasuredCalibration([0, -3, 0], -12, [0, 10, 0], 20, 8, []));
        float Of(float score, float fragments) => relevance.For([0, 1, 0], fragments).Relevance(_view, 0, score);

        Assert.Equal(0.5f, Of(0.5f, 0), 1e-5f);
        Assert.Equal(1 / (1 + MathF.Exp(-3)), Of(0.6f, 0), 1e-5f);
        Assert.Equal(1 / (1 + MathF.Exp(4)), Of(0.5f, 0.5f), 1e-5f);
        Assert.True(relevance.IsMeasured);
        Assert.False(new QueryRelevance(_background, 10, null).MindsFragments);
    }

    [Fact]
    public void Relevance_ByAnArchive_IsTheDistanceFromItsMeanInDeviations()
    {
        float[] spread = [0.01f, 0, 0, 0, 0.04f, 0, 0, 0, 0.01f];
        var relevance = new QueryRelevance(_background, 10, new ArchiveCalibration([0.1f, 0.2f, 0], spread, Level: 2, Steepness: 1.5f));
        float Of(float score) => relevance.For([0, 1, 0], 1).Relevance(_view, 0, score);

        Assert.Equal(0.5f, Of(0.2f + (2 * 0.2f)), 1e-5f);
        Assert.Equal(1 / (1 + MathF.Exp(-1.5f)), Of(0.2f + (3 * 0.2f)), 1e-5f);
        Assert.Equal((RelevanceBasis.Archive, false, false), (relevance.Basis, relevance.IsMeasured, relevance.MindsFragments));
    }

    [Fact]
    public void PrevalenceIn_RelevanceThatIsNoProbability_IsUnknown()
    {
        Assert.Same(QueryPrevalence.Unknown, new QueryRelevance(_background, 10, null).PrevalenceIn([0.9f], 1000));
        Assert.Equal(0.3f, QueryPrevalence.Unknown.Relevance(0.3f), 1e-6f);
    }
}
