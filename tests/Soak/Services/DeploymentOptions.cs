namespace MoTE.Indexing.Soak.Services;

/// <summary>How a deployment is made up.</summary>
internal sealed record DeploymentOptions
{
    /// <summary>Folder for logs, temporary files and caches of the services.</summary>
    public required string Folder { get; init; }

    /// <summary>Folder of the model bundle.</summary>
    public required string Model { get; init; }

    /// <summary>Workers of Embedding.</summary>
    public int EmbeddingWorkers { get; init; } = 1;

    /// <summary>Options of the services beside, or in place of, those that every deployment has, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
