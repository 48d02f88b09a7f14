using MoTE.Indexing.Model.Tensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>Measures a <see cref="RelevanceCalibration"/> on texts and views of which it is known what is true.</summary>
public static class RelevanceCalibrator
{
    /// <summary>The level of a text is the score that this share of its true matches do not reach.</summary>
    /// <value>0.1.</value>
    public const double WeakerShare = 0.1;

    /// <summary>What nearly all foreign texts stay below on every view.</summary>
    /// <value>0.05.</value>
    public const double ForeignRelevance = 0.05;

    private const double ForeignShare = 0.95;

    // Directions in which texts hardly differ get no weight.
    private const double Ridge = 3e-5;

    // Scores nearer to a level than this count as on it.
    private const double Near = 1e-3;
    private const double Settled = 1e-6;
    private const int MostRounds = 500;

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

    // Linear quantile regression of true scores on the texts' vectors, every text of the same weight, by least squares again and again: a score counts
    // with the inverse of its distance to the level, moved towards the side that is to be heavier (Hunter and Lange's majorisation, 2000).
    private static (float[] Weights, float Bias) Levels(IReadOnlyList<CalibrationText> texts)
    {
        var vectors = texts.SelectMany(text => text.Vector).Select(value => (double)value).ToArray();
        var levels = texts.Select(text => (double)text.TrueScores.Average()).ToArray();
        var (weights, bias) = (Array.Empty<double>(), 0.0);
        for (var round = 0; round < MostRounds; round++)
        {
            var known = levels;
            var pulls = texts.Select((text, i) => Pull(text.TrueScores, known[i])).ToArray();
            (weights, bias) = LeastSquares(vectors, [.. pulls.Select(pull => pull.Target)], [.. pulls.Select(pull => pull.Weight)]);
            levels = [.. texts.Select(text => bias + text.Vector.Zip(weights, (value, weight) => value * weight).Sum())];
            if (levels.Zip(known, (level, before) => Math.Abs(level - before)).Max() < Settled)
                break;
        }

        return ([.. weights.Select(value => (float)value)], (float)bias);
    }

    // What all true scores of a text together ask of its level, and how strongly.
    private static (double Target, double Weight) Pull(float[] scores, double level)
    {
        var (weighted, weight) = (0.0, 0.0);
        foreach (var score in scores)
        {
            var distance = Near + Math.Abs(score - level);
            weight += 1 / (2 * distance);
            weighted += (score + (((2 * WeakerShare) - 1) * distance)) / (2 * distance);
        }

        return (weighted / weight, weight / scores.Length);
    }

    private static (double[] Weights, double Bias) LeastSquares(double[] vectors, double[] targets, double[] weightOfEach)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var (count, width) = (targets.Length, vectors.Length / targets.Length);
        var x = tensor(vectors, [count, width]);
        var y = tensor(targets);
        var weight = tensor(weightOfEach).Times(1.0 / count);
        var share = weight.div(weight.sum());
        var centre = share.matmul(x);                                                     // [D]
        var mean = share.dot(y);
        var centred = x.sub(centre);                                                      // [N, D]
        var weighted = centred.mul(weight.unsqueeze(1)).t();                              // [D, N]
        var square = weighted.matmul(centred).add(eye(width, dtype: float64).Times(2 * Ridge));
        var solved = linalg.solve(square, weighted.matmul(y.sub(mean)));                  // [D]
        return (solved.data<double>().ToArray(), mean.sub(centre.dot(solved)).item<double>());
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
