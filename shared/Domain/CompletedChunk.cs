namespace MoTE.Indexing.Domain;

/// <summary>A chunk whose segments are in the index.</summary>
/// <param name="Number">Its place in the video, from 0.</param>
/// <param name="Segments">Segments that it owns; 0 when an earlier chunk's last one reaches beyond it.</param>
/// <param name="End">When its last segment ends, whole milliseconds when stored; zero without segments.</param>
/// <param name="Remark">What a person should know of it (a part that does not decode), in one sentence; null for nothing.</param>
public sealed record CompletedChunk(int Number, int Segments, TimeSpan End, string? Remark);
