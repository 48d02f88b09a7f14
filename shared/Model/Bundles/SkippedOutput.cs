namespace MoTE.Indexing.Model.Bundles;

/// <summary>An output of a reference that was not compared.</summary>
/// <param name="Output">Its name in the reference.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record SkippedOutput(string Output, string Reason);
