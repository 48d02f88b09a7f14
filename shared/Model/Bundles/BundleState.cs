namespace MoTE.Indexing.Model.Bundles;

/// <summary>What a look into a bundle's folder found, without reading its weights.</summary>
public enum BundleState
{
    /// <summary>The manifest is valid and every file it lists is there with its size.</summary>
    Complete,

    /// <summary>It cannot be used; <see cref="BundleListing.Reason"/> says why.</summary>
    Broken,

    /// <summary>A folder earlier in the look-up order has a bundle of this name, so this one is never opened.</summary>
    Shadowed,
}
