namespace MoTE.Indexing.Model.Retrieval;

/// <summary>Measures a <see cref="MeasuredCalibration"/> on texts and views of which it is known what is true.</summary>
public static class RelevanceCalibrator
{
    /// <summary>What nearly all foreign texts stay below on every view.</summary>
    /// <value>0.05.</value>
    public const double ForeignRelevance = 0.05;

    private const double ForeignShare = 0.95;

    /// <summary>Fits odds, steepness and penalty.</summary>
    /// <param name="texts">Texts of the model's own world, long and short as people write them, each with at least one true and one other score; more of them than D.</param>
    /// <param name="foreign">Texts beyond it; empty where the model knows every word.</param>
    /// <param name="knownWords">Words in pieces that the model has read.</param>
    /// <exception cref="ArgumentException">There are too few texts, or one lacks scores.</exception>
    public static MeasuredCalibration Fit(IReadOnlyList<CalibrationText> texts, IReadOnlyList<ForeignText> foreign, IReadOnlyList<string> knownWords)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(foreign);
        if (texts.Any(text => text.TrueScores.Length == 0 || text.OtherScores.Length == 0))
            throw new ArgumentException("Every text needs views that show what it says and views that do not.", nameof(texts));
        if (texts.Count == 0 || texts.Count <= texts[0].Vector.Length)
            throw new ArgumentException($"There are {texts.Count} texts; their number must exceed their vectors' width.", nameof(texts));

        var (oddsWeights, oddsBias, steepnessWeights, steepnessBias) = ScoreRegression.Fit(texts, MeasuredCalibration.Prior);
        var calibration = new MeasuredCalibration(oddsWeights, oddsBias, steepnessWeights, steepnessBias, FragmentPenalty: 0, knownWords);
        return calibration with { FragmentPenalty = Penalty(foreign, calibration) };
    }

    // The least penalty with which nearly all foreign texts stay below the foreign relevance everywhere.
    private static float Penalty(IReadOnlyList<ForeignText> foreign, MeasuredCalibration calibration)
    {
        if (foreign.Count == 0)
            return 0;
        var needed = foreign.Select(text =>
            (float)((calibration.OddsOf(text.Vector) + (calibration.SteepnessOf(text.Vector) * text.BestScore) - LogOdds(ForeignRelevance)) / text.FragmentShare));
        return MathF.Max(0, (float)Quantile([.. needed], ForeignShare));
    }

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));

    // Linear between the two nearest of the sorted values.
    private static double Quantile(float[] values, double share)
    {
        var sorted = values.Order().ToArray();
        var place = share * (sorted.Length - 1);
        var low = (int)place;
        var high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + ((place - low) * (sorted[high] - sorted[low]));
    }
}
