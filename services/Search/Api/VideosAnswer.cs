namespace MoTE.Indexing.Search.Api;

/// <summary>A page of videos, the latest received first.</summary>
/// <param name="Videos">At most as many as were asked for.</param>
/// <param name="Next">The cursor of the next page; null when there is none.</param>
public sealed record VideosAnswer(IReadOnlyList<VideoAnswer> Videos, string? Next);
