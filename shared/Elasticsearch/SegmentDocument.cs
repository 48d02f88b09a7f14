using System.Runtime.InteropServices;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>A segment as it is stored; <c>infra/docs/elasticsearch.md</c> says what each field means.</summary>
internal sealed record SegmentDocument
{
    /// <summary>What a query has to be given back of a segment.</summary>
    public static IReadOnlyList<string> MatchFields { get; } =
        ["video_id", "segment", "start_ms", "end_ms", "first_frame", "last_frame", "nearest_classes", "archive_logits", "archive_similarities", "vectors"];

    /// <summary>What tells where a segment is.</summary>
    public static IReadOnlyList<string> PlaceFields { get; } = ["video_id", "segment", "start_ms", "end_ms", "first_frame", "last_frame"];

    public required string VideoId { get; init; }

    public string? Title { get; init; }

    public string? TitleFolded { get; init; }

    public IReadOnlyList<string>? Sources { get; init; }

    public string? Collection { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public string? ReceivedAt { get; init; }

    public string? IndexedAt { get; init; }

    public string? ModelFingerprint { get; init; }

    public string? ModelName { get; init; }

    public int? Chunk { get; init; }

    public required int Segment { get; init; }

    public required long StartMs { get; init; }

    public required long EndMs { get; init; }

    public required long FirstFrame { get; init; }

    public required long LastFrame { get; init; }

    public int[]? NearestClasses { get; init; }

    public float[]? ArchiveLogits { get; init; }

    public float[]? ArchiveSimilarities { get; init; }

    public float? ArchiveGain { get; init; }

    public float? ArchiveEntryLogit { get; init; }

    public float? ArchiveOthers { get; init; }

    public int? ArchiveClasses { get; init; }

    public float? SpatialSquared { get; init; }

    public float? SpatialTemporal { get; init; }

    public float? TemporalSquared { get; init; }

    public float[]? Embedding { get; init; }

    public float[]? Spatial { get; init; }

    public float[]? Temporal { get; init; }

    /// <summary>s, then t, four bytes a number, little-endian.</summary>
    public byte[]? Vectors { get; init; }

    /// <summary>The document of a segment.</summary>
    public static SegmentDocument Of(VideoDocument video, int chunk, EmbeddedSegment embedded, DateTimeOffset indexedAt)
    {
        var ((_, number, start, end, firstFrame, lastFrame), view, fit) = embedded;
        var hasFit = fit.Logits.Length > 0;
        return new SegmentDocument
        {
            VideoId = video.VideoId,
            Title = video.Title,
            TitleFolded = video.TitleFolded,
            Sources = video.Sources,
            Collection = video.Collection,
            Tags = video.Tags,
            ReceivedAt = video.ReceivedAt,
            IndexedAt = Clauses.Text(indexedAt),
            ModelFingerprint = video.ModelFingerprint,
            ModelName = video.ModelName,
            Chunk = chunk,
            Segment = number,
            StartMs = (long)start.TotalMilliseconds,
            EndMs = (long)end.TotalMilliseconds,
            FirstFrame = firstFrame,
            LastFrame = lastFrame,
            NearestClasses = view.NearestClasses,
            ArchiveLogits = fit.Logits,
            ArchiveSimilarities = fit.Similarities,
            ArchiveGain = fit.Gain,
            ArchiveEntryLogit = hasFit ? fit.Logits[^1] : null,
            ArchiveOthers = hasFit ? fit.Similarities[..^1].Sum() : null,
            ArchiveClasses = hasFit ? fit.Logits.Length : null,
            SpatialSquared = view.SpatialSquared,
            SpatialTemporal = view.SpatialTemporal,
            TemporalSquared = view.TemporalSquared,
            Embedding = view.UnitAt(fit.Gain),
            Spatial = view.Spatial,
            Temporal = view.Temporal,
            Vectors = [.. MemoryMarshal.AsBytes<float>(view.Spatial), .. MemoryMarshal.AsBytes<float>(view.Temporal)],
        };
    }

    /// <summary>Where the segment is.</summary>
    public Segment ToSegment() => new(
        Domain.VideoId.Parse(VideoId), Segment, TimeSpan.FromMilliseconds(StartMs), TimeSpan.FromMilliseconds(EndMs), FirstFrame, LastFrame);

    /// <summary>The segment with its vectors, as it was given to be stored.</summary>
    /// <exception cref="InvalidDataException">The document lacks what <see cref="MatchFields"/> names.</exception>
    public EmbeddedSegment ToEmbedded()
    {
        if (this is not { Vectors: { } bytes, NearestClasses: { } nearest, ArchiveLogits: { } logits, ArchiveSimilarities: { } similarities })
            throw new InvalidDataException($"Segment {Segment} of video {VideoId} lacks its vectors.");
        var both = MemoryMarshal.Cast<byte, float>(bytes);
        return new EmbeddedSegment(
            ToSegment(), new ViewEmbedding(both[..(both.Length / 2)].ToArray(), both[(both.Length / 2)..].ToArray(), nearest), new ArchiveFit(logits, similarities));
    }
}
