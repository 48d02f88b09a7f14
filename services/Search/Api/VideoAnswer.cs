using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Api;

/// <summary>A video and how far it has come.</summary>
/// <param name="VideoId">SHA-256 of its bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Title">A name for people.</param>
/// <param name="Collection">The group that searches can be narrowed to.</param>
/// <param name="Tags">Free words beside it.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Reason">Why it was rejected, in one sentence; null in every other state.</param>
/// <param name="Remark">What is worth knowing although it is searchable, in one sentence; null for nothing.</param>
/// <param name="DurationMs">Its length in milliseconds; 0 until known.</param>
/// <param name="Width">Display width in pixels; null until known.</param>
/// <param name="Height">Display height in pixels; null until known.</param>
/// <param name="SizeBytes">Length of the file in bytes.</param>
/// <param name="ChunksDone">Parts that are searchable.</param>
/// <param name="ChunksTotal">Parts that it is worked in; 0 until known.</param>
/// <param name="Segments">Segments that are searchable.</param>
/// <param name="ReceivedAt">When it was first seen.</param>
/// <param name="SearchableAt">When its last segment became searchable; null before.</param>
/// <param name="Sources">File names and addresses that it was seen under, first seen first.</param>
/// <param name="Thumbnail">Address of a picture of it; null while there is none.</param>
public sealed record VideoAnswer(
    string VideoId,
    string Title,
    string Collection,
    IReadOnlyDictionary<string, string> Tags,
    VideoState State,
    string? Reason,
    string? Remark,
    long DurationMs,
    int? Width,
    int? Height,
    long SizeBytes,
    int ChunksDone,
    int ChunksTotal,
    int Segments,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? SearchableAt,
    IReadOnlyList<string> Sources,
    string? Thumbnail)
{
    /// <summary>What may be told of a video.</summary>
    public static VideoAnswer Of(Video video)
    {
        ArgumentNullException.ThrowIfNull(video);
        return new VideoAnswer(
            video.Id.Value,
            video.Title,
            video.Collection,
            video.Tags,
            video.State,
            video.Reason,
            video.Remark,
            (long)video.Duration.TotalMilliseconds,
            video.Format?.Width,
            video.Format?.Height,
            video.SizeBytes,
            video.ChunksDone,
            video.ChunksTotal,
            video.Segments,
            video.ReceivedAt,
            video.SearchableAt,
            [.. video.Sources.Select(SourceNames.Of).Distinct(StringComparer.Ordinal)],
            video.Segments > 0 ? Links.Thumbnail(video.Id, video.ModelFingerprint, 0) : null);
    }
}
