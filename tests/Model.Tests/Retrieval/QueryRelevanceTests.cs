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
        var relevance = new QueryRelevance(_background, 10, new RelevanceCalibration([0, 0.1f, 0], 0.4f, 30, 8, []));
        float Of(float score, float fragments) => relevance.For([0, 1, 0], fragments).Relevance(_view, 0, score);

        Assert.Equal(0.5f, Of(0.5f, 0), 1e-5f);
        Assert.Equal(1 / (1 + MathF.Exp(-3)), Of(0.6f, 0), 1e-5f);
        Assert.Equal(1 / (1 + MathF.Exp(4)), Of(0.5f, 0.5f), 1e-5f);
        Assert.True(relevance.IsCalibrated);
        Assert.False(new QueryRelevance(_background, 10, null).MindsFragments);
    }
}
