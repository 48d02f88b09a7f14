namespace MoTE.Indexing.Domain;

/// <summary>A collection and its size.</summary>
/// <param name="Name">The collection.</param>
/// <param name="Videos">Videos in it, in any state.</param>
public sealed record CollectionCount(string Name, int Videos);
