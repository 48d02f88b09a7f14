namespace MoTE.Indexing.Elasticsearch;

/// <summary>A value and how many documents have it.</summary>
internal sealed record ValueCount(string Key, int Count);
