using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Status;

/// <summary>A video that is gone.</summary>
/// <param name="Id">The video.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Segments">Segments that it had.</param>
internal sealed record DeletedVideo(VideoId Id, string Title, int Segments);
