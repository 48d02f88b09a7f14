namespace MoTE.Indexing.Demo.Probing;

/// <summary>Ridge regression of one number on an embedding: how much of the number a linear layer can read off.</summary>
internal static class LinearProbe
{
    private const double Ridge = 1e-3;

    /// <summary>Fits on one part and measures on another.</summary>
    /// <param name="rows">Embeddings, [n][D].</param>
    /// <param name="values">The number that belongs to each.</param>
    /// <param name="fitted">Rows to fit on; the rest is measured.</param>
    /// <returns>R² on the measured rows: 1 is all of it, 0 is none.</returns>
    public static double RSquared(IReadOnlyList<float[]> rows, IReadOnlyList<float> values, int fitted)
    {
        var width = rows[0].Length + 1;
        var normal = new double[width, width];
        var right = new double[width];
        for (var i = 0; i < fitted; i++)
        {
            var row = Extended(rows[i]);
            for (var j = 0; j < width; j++)
            {
                right[j] += row[j] * values[i];
                for (var k = 0; k <= j; k++)
                {
                    normal[j, k] += row[j] * row[k];
                }
            }
        }

        for (var j = 0; j < width; j++)
        {
            normal[j, j] += Ridge * fitted;
        }

        var weights = Solve(normal, right);
        var rest = Enumerable.Range(fitted, rows.Count - fitted).ToArray();
        var mean = rest.Average(i => (double)values[i]);
        var error = rest.Sum(i => Math.Pow(values[i] - Dot(weights, Extended(rows[i])), 2));
        var spread = rest.Sum(i => Math.Pow(values[i] - mean, 2));
        return 1 - (error / spread);
    }

    private static double[] Extended(float[] row)
    {
        var norm = Math.Sqrt(row.Sum(value => (double)value * value));
        return [.. row.Select(value => value / norm * Math.Sqrt(row.Length)), 1];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    // Cholesky: the lower triangle of a symmetric positive matrix is replaced by its factor.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        var solution = (double[])right.Clone();
        for (var j = 0; j < size; j++)
        {
            for (var k = 0; k < j; k++)
            {
                for (var i = j; i < size; i++)
                {
                    matrix[i, j] -= matrix[i, k] * matrix[j, k];
                }
            }

            var pivot = Math.Sqrt(matrix[j, j]);
            for (var i = j; i < size; i++)
            {
                matrix[i, j] /= pivot;
            }
        }

        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
            {
                solution[i] -= matrix[i, k] * solution[k];
            }

            solution[i] /= matrix[i, i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
            {
                solution[i] -= matrix[k, i] * solution[k];
            }

            solution[i] /= matrix[i, i];
        }

        return solution;
    }
}
