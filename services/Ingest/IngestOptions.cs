using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Ingest;

/// <summary>Bounds of taking in.</summary>
public sealed class IngestOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Ingest";

    /// <summary>Requests in work at the same time: downloaded, hashed, probed.</summary>
    /// <value>Default 2.</value>
    [Range(1, 64)]
    public int RequestsAtOnce { get; set; } = 2;
}
