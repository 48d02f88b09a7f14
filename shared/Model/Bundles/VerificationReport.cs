using MoTE.Indexing.Model.Verification;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>What a verification found. Serialises to the <c>--json</c> output of <c>mote models verify</c>.</summary>
/// <param name="Ok">Everything that was checked is right.</param>
/// <param name="Files">A bundle's files against their hashes; empty for raw files.</param>
/// <param name="SelfChecks">What must hold for any model (specification 13.5); empty for raw files.</param>
/// <param name="Checks">Outputs against a reference; empty without one.</param>
/// <param name="Skipped">Outputs of the reference that this model cannot produce, each with its reason.</param>
public sealed record VerificationReport(
    bool Ok,
    IReadOnlyList<FileCheck> Files,
    IReadOnlyList<SelfCheck> SelfChecks,
    IReadOnlyList<OutputCheck> Checks,
    IReadOnlyList<SkippedOutput> Skipped);
