namespace MoTE.Indexing.Soak.Clips;

/// <summary>A rendered file of which numbered copies are made.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="IsVideo">Whether it can be made searchable; what cannot be has to be rejected.</param>
internal sealed record Master(int Number, string Path, bool IsVideo);
