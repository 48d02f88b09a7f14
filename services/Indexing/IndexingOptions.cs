using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Indexing;

/// <summary>Bounds of indexing.</summary>
public sealed class IndexingOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Indexing";

    /// <summary>Chunks that are written to the index at the same time.</summary>
    /// <value>Default 1: an embedded index has one writer.</value>
    [Range(1, 64)]
    public int ChunksAtOnce { get; set; } = 1;
}
