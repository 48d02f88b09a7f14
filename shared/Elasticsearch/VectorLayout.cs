namespace MoTE.Indexing.Elasticsearch;

/// <summary>How Elasticsearch lays out the vectors that it searches approximately.</summary>
public enum VectorLayout
{
    /// <summary>One byte a number, in a graph: a quarter of the memory, nearly the recall of whole numbers.</summary>
    Int8Hnsw,

    /// <summary>About one bit a number, in a graph: a thirtieth of the memory, less recall; vectors of at least 64 numbers.</summary>
    BbqHnsw,
}
