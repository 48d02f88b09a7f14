namespace MoTE.Indexing.Domain;

/// <summary>Part of a list of videos.</summary>
/// <param name="Videos">Newest first; equal times in the order of identity.</param>
/// <param name="Next">Where the next page starts; null when this is the last.</param>
public sealed record VideoPage(IReadOnlyList<Video> Videos, VideoPosition? Next);
