using System.Numerics.Tensors;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>How much better a query explains a view than everything else that an archive may show, for models of which nothing is measured.</summary>
/// <remarks>
/// The softmax probability of the query among itself and the archive vocabulary, at the model's logit scale τ, with its odds multiplied so that the
/// probability <see cref="EvenProbability"/> is a relevance of 0.5: 1 / (1 + p/(1-p) · Σ exp(τ·(cos(v, c) - cos(v, q)))), v = s + g·t. A class that says what the query
/// says is no background for it, so classes whose cosine with the query is at least <see cref="SameMeaning"/> are left out.
/// </remarks>
internal sealed class BackgroundRelevance : RelevanceScale
{
    /// <summary>The probability that is a relevance of 0.5.</summary>
    public const double EvenProbability = 0.1;

    /// <summary>Cosine from which a class counts as another wording of the query.</summary>
    public const float SameMeaning = 0.95f;

    private readonly float[][] _others;
    private readonly float _logitScale;

    public BackgroundRelevance(IReadOnlyList<float[]> background, float logitScale, float[] query)
    {
        _others = [.. background.Where(row => TensorPrimitives.Dot<float>(row, query) < SameMeaning)];
        _logitScale = logitScale;
    }

    public override float Relevance(ViewEmbedding view, float gain, float score)
    {
        var sum = 0.0;
        foreach (var other in _others)
        {
            sum += Math.Exp(_logitScale * (double)(ViewScore.Score(view, other, gain) - score));
        }

        return (float)(1 / (1 + (EvenProbability / (1 - EvenProbability) * sum)));
    }
}
