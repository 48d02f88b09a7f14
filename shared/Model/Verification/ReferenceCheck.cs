namespace MoTE.Indexing.Model.Verification;

/// <summary>How close one output comes to the reference.</summary>
/// <param name="Output">Its name in the golden file.</param>
/// <param name="MaxAbsError">Largest absolute difference; infinite when a value is not a number or the sizes differ.</param>
/// <param name="Scale">Largest absolute reference value.</param>
public sealed record ReferenceCheck(string Output, double MaxAbsError, double Scale)
{
    /// <summary>Allowed error relative to max(<see cref="Scale"/>, 1).</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Whether the error is at most <see cref="Tolerance"/> × max(<see cref="Scale"/>, 1).</summary>
    public bool Ok => MaxAbsError <= Tolerance * Math.Max(Scale, 1);

    /// <summary>Compares values.</summary>
    public static ReferenceCheck Of(string output, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        double scale = 0;
        var error = expected.Length == actual.Length ? 0.0 : double.PositiveInfinity;
        for (var i = 0; i < expected.Length; i++)
        {
            scale = Math.Max(scale, Math.Abs((double)expected[i]));
            if (i < actual.Length)
            {
                var difference = Math.Abs((double)expected[i] - actual[i]);
                error = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(error, difference);
            }
        }

        return new ReferenceCheck(output, error, scale);
    }
}
