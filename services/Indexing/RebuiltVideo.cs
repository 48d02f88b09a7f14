using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Indexing;

/// <summary>A video whose segments are in the index again.</summary>
/// <param name="Id">The video.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Segments">Its segments in the index.</param>
/// <param name="IsWhole">Whether every chunk was there; if not, indexing it again embeds the rest.</param>
public sealed record RebuiltVideo(VideoId Id, string Title, int Segments, bool IsWhole);
