namespace MoTE.Indexing.Model.Bundles;

/// <summary>How a published model is to be pulled.</summary>
public sealed record ModelPullRequest
{
    /// <summary>The model, out of a <see cref="ModelCatalogue"/>.</summary>
    public required PublishedModel Model { get; init; }

    /// <summary>Name of the bundle; null: the model's own.</summary>
    public string? Name { get; init; }

    /// <summary>SHA-256 of the one file whose hash the catalogue does not know, 64 hexadecimal digits.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Accept whatever arrives for files without a known hash.</summary>
    public bool Trust { get; init; }

    /// <summary>CSV of class names, as in <see cref="ModelImportRequest.Classes"/>.</summary>
    public string? Classes { get; init; }

    /// <summary>Store matrices in half precision.</summary>
    public bool Half { get; init; }

    /// <summary>Take the place of a bundle of the same name.</summary>
    public bool Replace { get; init; }

    /// <summary>Keep the downloaded files beside the bundle.</summary>
    public bool Keep { get; init; }
}
