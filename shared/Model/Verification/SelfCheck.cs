namespace MoTE.Indexing.Model.Verification;

/// <summary>One thing that must hold of a loaded model, whatever its weights are.</summary>
/// <param name="Name">What was checked, as a statement.</param>
/// <param name="Ok">Whether it holds.</param>
/// <param name="Detail">The measured value beside the allowed one.</param>
public sealed record SelfCheck(string Name, bool Ok, string Detail);
