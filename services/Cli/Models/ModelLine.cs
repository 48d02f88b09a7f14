using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Cli.Models;

/// <summary>One bundle in <c>--json</c> output.</summary>
internal sealed record ModelLine(
    string Name,
    string State,
    string? Reason,
    string Folder,
    string? Variant,
    int? EmbeddingWidth,
    int? FramesPerView,
    bool? TemporalHead,
    int? FineTuningClasses,
    string? Relevance,
    long SizeBytes,
    string? Fingerprint,
    string? Licence,
    string? Source)
{
    public static ModelLine Of(BundleListing listing) => new(
        listing.Name,
        StateName(listing.State),
        listing.Reason,
        listing.Folder,
        listing.Manifest?.Variant,
        listing.Manifest?.EmbeddingWidth,
        listing.Manifest?.FramesPerView,
        listing.Manifest?.HasTemporalHead,
        listing.Manifest?.FineTuningClasses.Count,
        RelevanceOf(listing),
        listing.SizeBytes,
        listing.Manifest?.Fingerprint,
        listing.Manifest?.Licence,
        listing.Manifest?.Source);

    /// <summary>What relevance is told by; null for a bundle that cannot be opened, "broken" where the calibration alone cannot be read.</summary>
    public static string? RelevanceOf(BundleListing listing)
    {
        if (listing.State != BundleState.Complete)
            return null;
        try
        {
            return BasisName(ModelBundle.Open(listing).RelevanceBasis);
        }
        catch (CheckpointException)
        {
            return "broken";
        }
    }

    public static string BasisName(RelevanceBasis basis) => basis.ToString().ToLowerInvariant();

    public static string StateName(BundleState state) => state switch
    {
        BundleState.Complete => "complete",
        BundleState.Broken => "broken",
        _ => "shadowed",
    };
}
