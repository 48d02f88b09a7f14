using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>Relevance by <see cref="RelevanceCalibration"/>: it grows with the score alone, so a least relevance is a least score.</summary>
internal sealed class CalibratedRelevance(RelevanceCalibration calibration, float[] query, float fragmentShare) : RelevanceScale
{
    private readonly float _level = calibration.LevelOf(query);
    private readonly float _penalty = calibration.FragmentPenalty * fragmentShare;

    public override float Relevance(ViewEmbedding view, float gain, float score) =>
        1 / (1 + MathF.Exp(_penalty - (calibration.Steepness * (score - _level))));
}
