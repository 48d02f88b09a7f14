namespace MoTE.Indexing.Model.Bundles;

/// <summary>One bundle's folder, as found.</summary>
/// <param name="Name">Its folder's name, which is the bundle's name.</param>
/// <param name="Folder">Absolute path.</param>
/// <param name="State">Whether it can be used.</param>
/// <param name="Reason">One sentence on why it is broken or shadowed; null when complete.</param>
/// <param name="Manifest">Its manifest; null when that cannot be read.</param>
public sealed record BundleListing(string Name, string Folder, BundleState State, string? Reason, ModelManifest? Manifest)
{
    /// <summary>Bytes of all files that the manifest lists; 0 without one.</summary>
    public long SizeBytes => Manifest?.Files.Values.Sum(file => file.SizeBytes) ?? 0;
}
