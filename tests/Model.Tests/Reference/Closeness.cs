using System.Globalization;
using MoTE.Indexing.Model.Verification;

namespace MoTE.Indexing.Model.Tests.Reference;

/// <summary>Asserts closeness to the reference and writes the measured table to the file that MOTE_FIDELITY_REPORT names.</summary>
internal static class Closeness
{
    private static readonly Lock Gate = new();

    public static void Check(string name, string output, float[] expected, float[] actual) =>
        Check(name, [ReferenceCheck.Of(output, expected, actual)]);

    public static void Check(string name, IReadOnlyList<ReferenceCheck> checks)
    {
        if (Environment.GetEnvironmentVariable("MOTE_FIDELITY_REPORT") is { Length: > 0 } report)
        {
            lock (Gate)
            {
                File.AppendAllLines(report, checks.Select(check => string.Create(
                    CultureInfo.InvariantCulture, $"| {name} | {check.Output} | {check.MaxAbsError:0.0e+0} | {check.Scale:0.0##} |")));
            }
        }

        Assert.All(checks, check => Assert.True(check.Ok, $"{name} {check.Output}: largest error {check.MaxAbsError:e2} at scale {check.Scale:e2}."));
    }
}
