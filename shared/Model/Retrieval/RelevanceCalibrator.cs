using MoTE.Indexing.Model.Tensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>Measures a <see cref="RelevanceCalibration"/> on texts and views of which it is known what is true.</summary>
public static class RelevanceCalibrator
{
    /// <summary>The level of a text is the score that this share of its true matches do not reach.</summary>
    /// <value>0.2.</value>
    public const double WeakerShare = 0.2;

    /// <summary>What nearly all foreign texts stay below on every view.</summary>
    /// <value>0.05.</value>
    public const double ForeignRelevance = 0.05;

    private const double ForeignShare = 0.95;

    // Relative to the sum of weights: directions in which texts do not differ get no weight.
    private const double Ridge = 1e-4;

    /// <summary>Fits level, steepness and penalty.</summary>
    /// <param name="texts">Texts of the model's own world, each with at least one true and one other score; more of them than D.</param>
    /// <param name="foreign">Texts beyond it; empty where the model knows every word.</param>
    /// <param name="knownWords">Words in pieces that the model has read.</param>
    /// <exception cref="ArgumentException">There are too few texts, or one lacks scores.</exception>
    public static RelevanceCalibration Fit(IReadOnlyList<CalibrationText> texts, IReadOnlyList<ForeignText> foreign, IReadOnlyList<string> knownWords)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(foreign);
        if (texts.Any(text => text.TrueScores.Length == 0 || text.OtherScores.Length == 0))
            throw new ArgumentException("Every text needs views that show what it says and views that do not.", nameof(texts));
        if (texts.Count == 0 || texts.Count <= texts[0].Vector.Length)
            throw new ArgumentException($"There are {texts.Count} texts; their number must exceed their vectors' width.", nameof(texts));

        var (weights, bias) = Levels(texts);
        var level = new RelevanceCalibration(weights, bias, 1, 0, knownWords);
        var steepness = Steepness(texts, level);
        return level with { Steepness = steepness, FragmentPenalty = Penalty(foreign, level with { Steepness = steepness }) };
    }

    // Weighted ridge regression of each text's level on its vector; a level of few true matches is less certain.
    private static (float[] Weights, float Bias) Levels(IReadOnlyList<CalibrationText> texts)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var (count, width) = (texts.Count, texts[0].Vector.Length);
        var vectors = tensor(texts.SelectMany(text => text.Vector).Select(value => (double)value).ToArray(), [count, width]);
        var levels = tensor(texts.Select(text => Quantile(text.TrueScores, WeakerShare)).ToArray());
        var weights = tensor(texts.Select(text => Math.Sqrt(text.TrueScores.Length)).ToArray());
        weights = weights.div(weights.sum());
        var centre = weights.matmul(vectors);                                             // [D]
        var mean = weights.dot(levels);
        var centred = vectors.sub(centre);                                                // [N, D]
        var weighted = centred.mul(weights.unsqueeze(1)).t();                             // [D, N]
        var square = weighted.matmul(centred).add(eye(width, dtype: float64).Times(Ridge));      // [D, D]
        var solved = linalg.solve(square, weighted.matmul(levels.sub(mean)));             // [D]
        var bias = mean.sub(centre.dot(solved)).item<double>();
        return ([.. solved.data<double>().ToArray().Select(value => (float)value)], (float)bias);
    }

    // The slope of a logistic regression on score - level in which true and other views of every text weigh the same.
    private static float Steepness(IReadOnlyList<CalibrationText> texts, RelevanceCalibration level)
    {
        var points = new List<(double Margin, double Truth, double Weight)>();
        foreach (var text in texts)
        {
            var at = level.LevelOf(text.Vector);
            points.AddRange(text.TrueScores.Select(score => ((double)(score - at), 1.0, 1.0 / text.TrueScores.Length)));
            points.AddRange(text.OtherScores.Select(score => ((double)(score - at), 0.0, 1.0 / text.OtherScores.Length)));
        }

        return (float)LogisticFit.Slope(points);
    }

    // The least penalty with which nearly all foreign texts stay below the foreign relevance everywhere.
    private static float Penalty(IReadOnlyList<ForeignText> foreign, RelevanceCalibration calibration)
    {
        if (foreign.Count == 0)
            return 0;
        var needed = foreign.Select(text =>
            (float)(((calibration.Steepness * (text.BestScore - calibration.LevelOf(text.Vector))) - LogOdds(ForeignRelevance)) / text.FragmentShare));
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
