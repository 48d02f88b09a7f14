using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest;

/// <summary>A video that a source has put into the store.</summary>
/// <param name="Stored">What is stored.</param>
/// <param name="Remembered">What the catalogue remembers of where the bytes came from, for people; null for nothing new.</param>
public sealed record SourcedVideo(StoredVideo Stored, string? Remembered);
