using System.Numerics.Tensors;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>How much better a query explains a view than everything else that an archive may show.</summary>
/// <remarks>
/// The softmax probability of the query among itself and the archive vocabulary, at the model's logit scale:
/// exp(τ·cos(v, q)) / (exp(τ·cos(v, q)) + Σ exp(τ·cos(v, c))), with v = s + g·t. A class that says what the query says is no background for it, so
/// classes whose cosine with the query is at least <see cref="SameMeaning"/> are left out. Not calibrated: it orders views of one query as a
/// classifier would, and separates "explained" from "not explained".
/// </remarks>
public sealed class QueryRelevance
{
    /// <summary>Least relevance of an answer unless told otherwise.</summary>
    public const float DefaultLeast = 0.1f;

    /// <summary>Cosine from which a class counts as another wording of the query.</summary>
    public const float SameMeaning = 0.95f;

    private readonly IReadOnlyList<float[]> _background;
    private readonly float _logitScale;

    /// <summary>Takes the background.</summary>
    /// <param name="background">C0: unit vectors [M0][D].</param>
    /// <param name="logitScale">τ, the factor on cosines, about 100 for published CLIP.</param>
    public QueryRelevance(IReadOnlyList<float[]> background, float logitScale)
    {
        ArgumentNullException.ThrowIfNull(background);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(logitScale);
        (_background, _logitScale) = (background, logitScale);
    }

    /// <summary>The relevance of one query.</summary>
    /// <param name="query">Unit vector q [D].</param>
    public Scale For(float[] query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new Scale(query, [.. _background.Where(row => TensorPrimitives.Dot<float>(row, query) < SameMeaning)], _logitScale);
    }

    /// <summary>Tells the relevance of views for one query. Safe to share between threads.</summary>
    public sealed class Scale
    {
        private readonly float[] _query;
        private readonly float[][] _others;
        private readonly float _logitScale;

        internal Scale(float[] query, float[][] others, float logitScale) => (_query, _others, _logitScale) = (query, others, logitScale);

        /// <summary>The probability of the query for a view at a gain, 0 to 1.</summary>
        public float Of(ViewEmbedding view, float gain)
        {
            var own = ViewScore.Score(view, _query, gain);
            var sum = 1.0;
            foreach (var other in _others)
            {
                sum += Math.Exp(_logitScale * (double)(ViewScore.Score(view, other, gain) - own));
            }

            return (float)(1 / sum);
        }
    }
}
