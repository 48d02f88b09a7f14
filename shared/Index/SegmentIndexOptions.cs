namespace MoTE.Indexing.Index;

/// <summary>Bounds of searching.</summary>
public sealed record SegmentIndexOptions
{
    /// <summary>Threads that compare queries with segments, at least 1.</summary>
    /// <value>Default one a core.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Queries that share one pass over memory at most, at least 1: more of them take longer each, but all together less.</summary>
    /// <value>Default 16.</value>
    public int QueriesPerPass { get; init; } = 16;
}
