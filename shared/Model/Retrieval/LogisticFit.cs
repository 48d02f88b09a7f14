namespace MoTE.Indexing.Model.Retrieval;

/// <summary>Logistic regression on one number, by Newton's method.</summary>
internal static class LogisticFit
{
    private const int MostSteps = 100;
    private const double Done = 1e-9;

    // Keeps the slope finite where the classes are apart.
    private const double Ridge = 1e-6;

    /// <summary>The slope a of the most likely p = 1 / (1 + exp(-(a·x + b))).</summary>
    /// <param name="points">x, the truth (0 or 1), and the weight of each point.</param>
    public static double Slope(IReadOnlyList<(double X, double Truth, double Weight)> points)
    {
        var total = points.Sum(point => point.Weight);
        var (slope, intercept) = (0.0, 0.0);
        for (var step = 0; step < MostSteps; step++)
        {
            var (slopeGradient, interceptGradient, xx, x, one) = (-Ridge * slope, 0.0, Ridge, 0.0, 0.0);
            foreach (var point in points)
            {
                var p = 1 / (1 + Math.Exp(-((slope * point.X) + intercept)));
                var weight = point.Weight / total;
                slopeGradient += weight * (point.Truth - p) * point.X;
                interceptGradient += weight * (point.Truth - p);
                var curvature = weight * p * (1 - p);
                xx += curvature * point.X * point.X;
                x += curvature * point.X;
                one += curvature;
            }

            var determinant = (xx * one) - (x * x);
            var (slopeStep, interceptStep) = (((slopeGradient * one) - (interceptGradient * x)) / determinant, ((interceptGradient * xx) - (slopeGradient * x)) / determinant);
            (slope, intercept) = (slope + slopeStep, intercept + interceptStep);
            if (Math.Abs(slopeStep) < Done * (1 + Math.Abs(slope)))
                break;
        }

        return slope;
    }
}
