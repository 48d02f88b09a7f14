namespace MoTE.Indexing.Model.Bundles;

/// <summary>One file of a bundle against its manifest.</summary>
/// <param name="File">Its name.</param>
/// <param name="Ok">Size and SHA-256 are as stated.</param>
/// <param name="Reason">What is wrong, in one sentence; null when ok.</param>
public sealed record FileCheck(string File, bool Ok, string? Reason);
