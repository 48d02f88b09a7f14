namespace MoTE.Indexing.Search.Api;

/// <summary>One answer of a search.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Source">File name or address that it was seen under last.</param>
/// <param name="StartMs">Where the answer starts, in milliseconds.</param>
/// <param name="EndMs">Where the answer ends, in milliseconds.</param>
/// <param name="Score">Cosine of the best segment and the phrase, -1 to 1.</param>
/// <param name="Relevance">How sure it is that the best segment shows what was asked for, 0 to 1.</param>
/// <param name="Link">Address that plays it.</param>
/// <param name="Segments">Numbers of its segments, ascending.</param>
/// <param name="Thumbnail">Address of a picture of its best segment.</param>
/// <param name="Preview">Address of the best segment's frames side by side.</param>
public sealed record HitAnswer(
    string VideoId,
    string Title,
    string Source,
    long StartMs,
    long EndMs,
    float Score,
    float Relevance,
    string Link,
    IReadOnlyList<int> Segments,
    string Thumbnail,
    string Preview)
{
    /// <summary>What may be told of a hit.</summary>
    internal static HitAnswer Of(SearchHit hit, string modelFingerprint) => new(
        hit.VideoId.Value,
        hit.Title,
        SourceNames.Of(hit.Source),
        (long)hit.Start.TotalMilliseconds,
        (long)hit.End.TotalMilliseconds,
        hit.Score,
        hit.Relevance,
        Links.Playback(hit.VideoId, hit.Start, hit.End),
        hit.Segments,
        Links.Thumbnail(hit.VideoId, modelFingerprint, hit.BestSegment),
        Links.Preview(hit.VideoId, modelFingerprint, hit.BestSegment));
}
