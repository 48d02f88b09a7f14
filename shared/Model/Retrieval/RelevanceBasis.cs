namespace MoTE.Indexing.Model.Retrieval;

/// <summary>What relevance is told by.</summary>
public enum RelevanceBasis
{
    /// <summary>By nothing but the archive vocabulary.</summary>
    Vocabulary,

    /// <summary>By how the archive vocabulary scores on an archive whose content nobody described.</summary>
    Archive,

    /// <summary>By videos whose content is known.</summary>
    Measured,
}
