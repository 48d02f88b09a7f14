using System.Numerics.Tensors;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>What was measured of a model on videos whose content is known: how well views that show what a text says score for it.</summary>
/// <remarks>
/// relevance = 1 / (1 + exp(FragmentPenalty·f - Steepness·(score - level(q)))), with level(q) = LevelWeights·q + LevelBias and f the share of the query's
/// tokens that only make up words together (<see cref="Tokenization.WordFragments"/>). 0.5 therefore means: fits as well as the weakest tenth of the true matches of such queries.
/// Made by <see cref="RelevanceCalibrator"/>.
/// </remarks>
/// <param name="LevelWeights">[D].</param>
/// <param name="LevelBias">The level of a query of vector 0.</param>
/// <param name="Steepness">How fast relevance grows with the score, above 0; 38 for the demo model.</param>
/// <param name="FragmentPenalty">How much less relevant everything is to a query of which nothing but pieces of words are known, in log odds, at least 0.</param>
/// <param name="KnownWords">Words that the model knows although its vocabulary has no token of their own for them, lower case.</param>
public sealed record RelevanceCalibration(float[] LevelWeights, float LevelBias, float Steepness, float FragmentPenalty, IReadOnlyList<string> KnownWords)
{
    /// <summary>The score at which a view is as good as the weakest tenth of a query's true matches.</summary>
    /// <param name="query">Unit vector q [D].</param>
    public float LevelOf(ReadOnlySpan<float> query) => TensorPrimitives.Dot(LevelWeights, query) + LevelBias;
}
