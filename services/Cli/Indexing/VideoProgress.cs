namespace MoTE.Indexing.Cli.Indexing;

/// <summary>How far a video has come.</summary>
/// <param name="ChunksDone">Chunks that are searchable.</param>
/// <param name="ChunkCount">Chunks in all, at least 1.</param>
/// <param name="Position">Up to where the video is embedded.</param>
/// <param name="Duration">Its length, as far as it is known.</param>
internal sealed record VideoProgress(int ChunksDone, int ChunkCount, TimeSpan Position, TimeSpan Duration);
