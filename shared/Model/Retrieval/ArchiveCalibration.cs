using System.Numerics.Tensors;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>What a model's scores are like on an archive whose content nobody described: how far above the ordinary a score is for its query.</summary>
/// <remarks>
/// relevance = 1 / (1 + exp(-Steepness·(z - Level))), z = (score - Mean·q) / √(qᵀ·Spread·q). Mean·q and the root are mean and standard deviation of the archive's scores for q, so a text that
/// fits everything a little gains nothing by it. Made by <see cref="ArchiveCalibrator"/>.
/// </remarks>
/// <param name="Mean">Mean of the archive's unit vectors, [D].</param>
/// <param name="Spread">Their covariance, row by row [D·D].</param>
/// <param name="Level">The z that the best <see cref="ArchiveCalibrator.BestShare"/> of the background reach.</param>
/// <param name="Steepness">How fast the background thins out beyond it, above 0: 1 divided by how far it reaches on average.</param>
public sealed record ArchiveCalibration(float[] Mean, float[] Spread, float Level, float Steepness) : RelevanceCalibration
{
    // Keeps a direction in which the archive does not differ from dividing by nothing.
    private const float LeastDeviation = 1e-4f;

    /// <inheritdoc/>
    public override RelevanceBasis Basis => RelevanceBasis.Archive;

    /// <summary>Mean and standard deviation of the archive's scores for a query.</summary>
    /// <param name="query">Unit vector q [D].</param>
    public (float Mean, float Deviation) Ordinary(float[] query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var variance = 0f;
        for (var row = 0; row < query.Length; row++)
            variance += query[row] * TensorPrimitives.Dot(Spread.AsSpan(row * query.Length, query.Length), query);
        return (TensorPrimitives.Dot<float>(Mean, query), MathF.Max(LeastDeviation, MathF.Sqrt(MathF.Max(0, variance))));
    }

    internal override RelevanceScale For(float[] query, float fragmentShare)
    {
        var (mean, deviation) = Ordinary(query);
        return new ScoreRelevance(-Steepness * ((mean / deviation) + Level), Steepness / deviation);
    }
}
