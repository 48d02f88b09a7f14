namespace MoTE.Indexing.Index;

/// <summary>How often the stored segments of a model have changed.</summary>
/// <param name="Changes">Grows with every change.</param>
/// <param name="Removals">Grows with every change that took segments away.</param>
internal readonly record struct ModelVersion(long Changes, long Removals);
