namespace MoTE.Indexing.Domain;

/// <summary>A model whose segments an index holds.</summary>
/// <param name="Fingerprint">The bundle's fingerprint.</param>
/// <param name="Name">The bundle's name when it was used last.</param>
/// <param name="Videos">Videos with segments under it.</param>
/// <param name="Segments">Segments under it.</param>
public sealed record IndexedModel(string Fingerprint, string Name, long Videos, long Segments);
