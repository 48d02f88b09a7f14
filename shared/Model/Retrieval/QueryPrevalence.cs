namespace MoTE.Indexing.Model.Retrieval;

/// <summary>How much of an archive shows what a query asks for, as far as the archive's own scores tell, and what that makes of the relevance of its segments.</summary>
/// <remarks>
/// <para>A likelihood ratio says how much more probable a score is where the query is shown. How probable it then is that a segment shows it depends on how many do: among a thousand segments without it a few score well
/// by chance. The share π is estimated from the archive: the mean of the segments' probabilities, which depend on π again (expectation and maximisation), with
/// <see cref="PriorSegments"/> imagined segments of the share that the calibration assumes beside them.</para>
/// <para>Segments behind the best <see cref="Looked"/> count as not showing it, and an archive counts as at most <see cref="LargestArchive"/> segments.</para>
/// </remarks>
public sealed class QueryPrevalence
{
    /// <summary>How many of the best segments are looked at.</summary>
    /// <value>1000.</value>
    public const int Looked = 1000;

    /// <summary>Weight of what is known before, in segments.</summary>
    /// <value>30.</value>
    public const int PriorSegments = 30;

    /// <summary>More segments do not make it harder to be relevant; or what a large part of a huge archive shows would seem rare, because so few of its segments are looked at.</summary>
    /// <value>16,000.</value>
    public const int LargestArchive = 16_000;

    private const double Prior = MeasuredCalibration.Prior;
    private const int MostRounds = 100;
    private const double Settled = 1e-7;

    private readonly double _shown;      // π / π of the calibration
    private readonly double _other;      // the same of what does not show it

    private QueryPrevalence(double share) => (Share, _shown, _other) = (share, share / Prior, (1 - share) / (1 - Prior));

    /// <summary>For relevances that are no probabilities: leaves them as they are.</summary>
    public static QueryPrevalence Unknown { get; } = new(Prior);

    /// <summary>π, above 0 and below 1.</summary>
    public double Share { get; }

    /// <summary>Estimates the share.</summary>
    /// <param name="best">Relevances of the best segments by <see cref="RelevanceScale"/>; those behind the first <see cref="Looked"/> are passed over.</param>
    /// <param name="segments">How many segments the query was compared with.</param>
    public static QueryPrevalence Estimate(IEnumerable<float> best, long segments)
    {
        ArgumentNullException.ThrowIfNull(best);
        var looked = best.Take(Looked).ToArray();
        var all = Math.Clamp(segments, looked.Length, LargestArchive) + PriorSegments;
        var estimate = Unknown;
        for (var round = 0; round < MostRounds; round++)
        {
            var before = estimate;
            estimate = new QueryPrevalence((looked.Sum(before.Probability) + (PriorSegments * Prior)) / all);
            if (Math.Abs(estimate.Share - before.Share) < Settled)
                break;
        }

        return estimate;
    }

    /// <summary>The relevance of a segment in this archive.</summary>
    /// <param name="relevance">By <see cref="RelevanceScale"/>, 0 to 1.</param>
    /// <returns>0 to 1, in the same order.</returns>
    public float Relevance(float relevance) => (float)Probability(relevance);

    private double Probability(float relevance) => _shown * relevance / ((_shown * relevance) + (_other * (1.0 - relevance)));
}
