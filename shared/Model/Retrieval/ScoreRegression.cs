using MoTE.Indexing.Model.Tensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>Logistic regression of what is true on a text, a score, and their products: log odds = a·q + a₀ + (b·q + b₀)·score.</summary>
internal sealed class ScoreRegression
{
    // Directions in which texts hardly differ get no weight.
    private const double OddsRidge = 1e-5;
    private const double SteepnessRidge = 1e-7;

    private const int MostSteps = 50;
    private const int MostHalvings = 20;
    private const double Settled = 1e-10;

    private readonly IReadOnlyList<CalibrationText> _texts;
    private readonly double _prior;
    private readonly double _middle;         // of all scores; the regression is about scores less it
    private readonly double[] _centre;       // of all vectors
    private readonly double[] _features;     // [N, D + 1]: vectors less their centre, and 1
    private readonly int _columns;

    private ScoreRegression(IReadOnlyList<CalibrationText> texts, double prior)
    {
        (_texts, _prior) = (texts, prior);
        _middle = texts.Average(text => text.TrueScores.Concat(text.OtherScores).Average(score => (double)score));
        var width = texts[0].Vector.Length;
        _columns = width + 1;
        _centre = [.. Enumerable.Range(0, width).Select(i => texts.Average(text => (double)text.Vector[i]))];
        _features = [.. texts.SelectMany(text => text.Vector.Select((value, i) => value - _centre[i]).Append(1))];
    }

    /// <summary>Fits by Newton's method. Every text has the same weight, its true scores together the share <paramref name="prior"/> of it.</summary>
    public static (float[] OddsWeights, float OddsBias, float[] SteepnessWeights, float SteepnessBias) Fit(IReadOnlyList<CalibrationText> texts, double prior)
    {
        var regression = new ScoreRegression(texts, prior);
        return regression.Unfold(regression.Solve());
    }

    // [2(D + 1)]: a, a₀, b, b₀.
    private double[] Solve()
    {
        var parameters = new double[2 * _columns];
        parameters[_columns - 1] = Math.Log(_prior / (1 - _prior));
        var (loss, sums) = Evaluate(parameters);
        for (var step = 0; step < MostSteps; step++)
        {
            var direction = Direction(parameters, sums);
            var next = parameters;
            var reached = loss;
            for (var halving = 0; halving < MostHalvings; halving++)
            {
                var length = Math.Pow(0.5, halving);
                next = [.. parameters.Zip(direction, (value, change) => value - (length * change))];
                (reached, sums) = Evaluate(next);
                if (reached <= loss)
                    break;
            }

            if (loss - reached < Settled)
                break;
            (parameters, loss) = (next, reached);
        }

        return parameters;
    }

    private (double Loss, Sums[] Sums) Evaluate(double[] parameters)
    {
        var sums = new Sums[_texts.Count];
        _ = Parallel.For(0, sums.Length, i =>
        {
            var row = _features.AsSpan(i * _columns, _columns);
            sums[i] = Sums.Of(_texts[i], Dot(row, parameters.AsSpan(0, _columns)), Dot(row, parameters.AsSpan(_columns)), _middle, _prior);
        });
        var ridge = 0.0;
        for (var i = 0; i < _columns - 1; i++)
            ridge += (OddsRidge * parameters[i] * parameters[i]) + (SteepnessRidge * parameters[_columns + i] * parameters[_columns + i]);
        return (sums.Average(sum => sum.Loss) + (ridge / 2), sums);
    }

    private double[] Direction(double[] parameters, Sums[] sums)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var x = tensor(_features, [sums.Length, _columns]).Times(1 / Math.Sqrt(sums.Length));
        Tensor Of(Func<Sums, double> value) => tensor(sums.Select(value).ToArray());
        Tensor Square(Func<Sums, double> value) => x.mul(Of(value).unsqueeze(1)).t().matmul(x);
        Tensor Slope(Func<Sums, double> value) => x.t().matmul(Of(value)).Times(1 / Math.Sqrt(sums.Length));

        double[] ridge = [.. Enumerable.Repeat(OddsRidge, _columns - 1), 0, .. Enumerable.Repeat(SteepnessRidge, _columns - 1), 0];
        var mixed = Square(sum => sum.Mixed);
        var curvature = cat([cat([Square(sum => sum.Odds2), mixed], 1), cat([mixed, Square(sum => sum.Steepness2)], 1)], 0).add(diag(tensor(ridge)));
        var slope = cat([Slope(sum => sum.Odds), Slope(sum => sum.Steepness)], 0).add(tensor(ridge).mul(tensor(parameters)));
        return linalg.solve(curvature, slope).data<double>().ToArray();
    }

    private (float[] OddsWeights, float OddsBias, float[] SteepnessWeights, float SteepnessBias) Unfold(double[] parameters)
    {
        var steepness = parameters[_columns..^1];
        double[] odds = [.. parameters[..(_columns - 1)].Zip(steepness, (a, b) => a - (_middle * b))];
        var steepnessBias = parameters[^1] - Dot(steepness, _centre);
        var oddsBias = parameters[_columns - 1] - (_middle * parameters[^1]) - Dot(odds, _centre);
        return ([.. odds.Select(value => (float)value)], (float)oddsBias, [.. steepness.Select(value => (float)value)], (float)steepnessBias);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => System.Numerics.Tensors.TensorPrimitives.Dot(a, b);

    // A text's part of the loss and of its derivatives by a₀ and b₀.
    private readonly record struct Sums(double Loss, double Odds, double Steepness, double Odds2, double Mixed, double Steepness2)
    {
        public static Sums Of(CalibrationText text, double odds, double steepness, double middle, double prior) =>
            default(Sums).Add(text.TrueScores, 1, prior, odds, steepness, middle).Add(text.OtherScores, 0, 1 - prior, odds, steepness, middle);

        private Sums Add(float[] scores, double truth, double share, double odds, double steepness, double middle)
        {
            var (loss, first, second, first2, mixed, second2) = this;
            var weight = share / scores.Length;
            foreach (var score in scores)
            {
                var x = score - middle;
                var z = odds + (steepness * x);
                var p = 1 / (1 + Math.Exp(-z));
                var (gradient, curve) = (weight * (p - truth), weight * p * (1 - p));
                loss += weight * (Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - (truth * z));
                first += gradient;
                second += gradient * x;
                first2 += curve;
                mixed += curve * x;
                second2 += curve * x * x;
            }

            return new Sums(loss, first, second, first2, mixed, second2);
        }
    }
}
