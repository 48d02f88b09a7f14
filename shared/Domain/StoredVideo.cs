namespace MoTE.Indexing.Domain;

/// <summary>What a store knows of the bytes of a video.</summary>
/// <param name="Id">SHA-256 of the bytes.</param>
/// <param name="Name">File name for people, with its extension.</param>
/// <param name="SizeBytes">Length in bytes.</param>
public sealed record StoredVideo(VideoId Id, string Name, long SizeBytes);
