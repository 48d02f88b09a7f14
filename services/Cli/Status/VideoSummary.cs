using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Status;

/// <summary>A video, as commands speak of it.</summary>
/// <param name="Id">The video.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Segments">Its segments in the index.</param>
internal sealed record VideoSummary(VideoId Id, string Title, int Segments);
