using MoTE.Indexing.Model.Verification;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>One output of the model against a reference, as <c>--json</c> prints it.</summary>
/// <param name="Output">Its name in the reference, such as <c>output.frame_embeddings</c>.</param>
/// <param name="MaxAbsError">Largest absolute difference; <see cref="double.MaxValue"/> where the shapes differ or a value is no number, which JSON cannot say.</param>
/// <param name="Scale">Largest absolute value of the reference.</param>
/// <param name="Ok">The error is at most 1e-4 × max(scale, 1).</param>
public sealed record OutputCheck(string Output, double MaxAbsError, double Scale, bool Ok)
{
    internal static OutputCheck Of(ReferenceCheck check) => new(check.Output, Finite(check.MaxAbsError), Finite(check.Scale), check.Ok);

    private static double Finite(double value) => double.IsFinite(value) ? value : double.MaxValue;
}
