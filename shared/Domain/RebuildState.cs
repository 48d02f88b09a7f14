namespace MoTE.Indexing.Domain;

/// <summary>How a rebuild of the index stands.</summary>
public enum RebuildState
{
    /// <summary>Nobody has begun it yet.</summary>
    Asked,

    /// <summary>A process is at work on it.</summary>
    Running,

    /// <summary>The process at work on it was told to stop.</summary>
    Stopping,

    /// <summary>It is done; what it filled is searched.</summary>
    Done,

    /// <summary>It was stopped; the index that is searched is as it was.</summary>
    Stopped,

    /// <summary>It failed; the index that is searched is as it was.</summary>
    Failed,
}
