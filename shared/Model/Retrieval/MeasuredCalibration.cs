using System.Numerics.Tensors;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>What was measured of a model on videos whose content is known: how probable it is, by text and score, that a view shows what the text says.</summary>
/// <remarks>
/// log odds = OddsWeights·q + OddsBias + steepness(q)·score - FragmentPenalty·f, with steepness(q) = SteepnessWeights·q + SteepnessBias and f the share of the query's
/// tokens that only make up words together (<see cref="Tokenization.WordFragments"/>). They hold where the share <see cref="Prior"/> of all views shows what is asked for;
/// <see cref="QueryPrevalence"/> says what becomes of them in an archive. Made by <see cref="RelevanceCalibrator"/>.
/// </remarks>
/// <param name="OddsWeights">[D].</param>
/// <param name="OddsBias">Log odds of a query of vector 0 at score 0.</param>
/// <param name="SteepnessWeights">[D].</param>
/// <param name="SteepnessBias">Steepness for a query of vector 0.</param>
/// <param name="FragmentPenalty">How much less relevant everything is to a query of which nothing but pieces of words are known, in log odds, at least 0.</param>
/// <param name="KnownWords">Words that the model knows although its vocabulary has no token of their own for them, lower case.</param>
public sealed record MeasuredCalibration(
    float[] OddsWeights, float OddsBias, float[] SteepnessWeights, float SteepnessBias, float FragmentPenalty, IReadOnlyList<string> KnownWords) : RelevanceCalibration
{
    /// <summary>Share of the views that show what a query asks for, before anything is known of an archive.</summary>
    /// <value>0.05.</value>
    public const double Prior = 0.05;

    // Relevance grows with the score whatever the query.
    private const float LeastSteepness = 1;

    /// <inheritdoc/>
    public override RelevanceBasis Basis => RelevanceBasis.Measured;

    /// <summary>Log odds at score 0.</summary>
    /// <param name="query">Unit vector q [D].</param>
    public float OddsOf(ReadOnlySpan<float> query) => TensorPrimitives.Dot(OddsWeights, query) + OddsBias;

    /// <summary>How fast log odds grow with the score, at least 1.</summary>
    /// <param name="query">Unit vector q [D].</param>
    public float SteepnessOf(ReadOnlySpan<float> query) => MathF.Max(LeastSteepness, TensorPrimitives.Dot(SteepnessWeights, query) + SteepnessBias);

    internal override RelevanceScale For(float[] query, float fragmentShare) => new ScoreRelevance(OddsOf(query) - (FragmentPenalty * fragmentShare), SteepnessOf(query));
}
