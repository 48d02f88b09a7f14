using MoTE.Indexing.Model.Bundles;

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
        listing.SizeBytes,
        listing.Manifest?.Fingerprint,
        listing.Manifest?.Licence,
        listing.Manifest?.Source);

    public static string StateName(BundleState state) => state switch
    {
        BundleState.Complete => "complete",
        BundleState.Broken => "broken",
        _ => "shadowed",
    };
}
