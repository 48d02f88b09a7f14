namespace MoTE.Indexing.Model.Bundles;

/// <summary>One thing that must hold for any model (specification 13.5).</summary>
/// <param name="Name">What must hold.</param>
/// <param name="Ok">It does.</param>
/// <param name="Detail">What was measured.</param>
public sealed record SelfCheckResult(string Name, bool Ok, string Detail);
