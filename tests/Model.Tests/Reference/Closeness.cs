using System.Globalization;

namespace MoTE.Indexing.Model.Tests.Reference;

/// <summary>Compares outputs with the reference: error at most 1e-4 × max(largest reference value, 1).</summary>
internal static class Closeness
{
    private const double Tolerance = 1e-4;
    private static readonly Lock Gate = new();

    /// <summary>Asserts closeness, and appends a row to the file named by MOTE_FIDELITY_REPORT.</summary>
    public static void Check(string name, string output, float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = expected.Length == 0 ? 0 : expected.Max(value => Math.Abs((double)value));
        double error = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs((double)expected[i] - actual[i]);
            error = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(error, difference);
        }

        if (Environment.GetEnvironmentVariable("MOTE_FIDELITY_REPORT") is { Length: > 0 } report)
        {
            lock (Gate)
                File.AppendAllText(report, string.Create(CultureInfo.InvariantCulture, $"| {name} | {output} | {error:0.0e+0} | {scale:0.###} |\n"));
        }

        Assert.True(error <= Tolerance * Math.Max(scale, 1), $"{name} {output}: largest error {error:e2} at scale {scale:e2}.");
    }
}
