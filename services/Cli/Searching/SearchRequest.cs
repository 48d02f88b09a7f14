namespace MoTE.Indexing.Cli.Searching;

/// <summary>What a person looks for.</summary>
/// <param name="Text">The phrase.</param>
/// <param name="Not">A phrase that must not describe the answer better than <paramref name="Text"/> does; null for none.</param>
/// <param name="Limit">Most answers, at least 1.</param>
/// <param name="ByVideo">One answer per video, its best segment.</param>
/// <param name="MinRelevance">Least relevance of an answer, 0 to 1.</param>
/// <param name="Collection">Only videos of this collection; null for all.</param>
internal sealed record SearchRequest(string Text, string? Not, int Limit, bool ByVideo, float MinRelevance, string? Collection);
