using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>Relevance whose log odds are linear in the score: it grows with the score alone, so a least relevance is a least score.</summary>
internal sealed class ScoreRelevance(float odds, float steepness) : RelevanceScale
{
    public override float Relevance(ViewEmbedding view, float gain, float score) => 1 / (1 + MathF.Exp(-odds - (steepness * score)));
}
