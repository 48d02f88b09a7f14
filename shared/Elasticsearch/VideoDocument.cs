using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>An entry of the catalogue as it is stored; <c>infra/docs/elasticsearch.md</c> says what each field means.</summary>
internal sealed record VideoDocument
{
    public required string VideoId { get; init; }

    public required string ModelFingerprint { get; init; }

    public required string ModelName { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    public required string Title { get; init; }

    public required string TitleFolded { get; init; }

    public required string Collection { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public required string State { get; init; }

    public string? Reason { get; init; }

    public string? Remark { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public string? Container { get; init; }

    public string? VideoCodec { get; init; }

    public string? PixelFormat { get; init; }

    public string? AudioCodec { get; init; }

    public required long DurationMs { get; init; }

    public required long SizeBytes { get; init; }

    public required int ChunksTotal { get; init; }

    public int ChunksDone => Chunks.Count;

    public int Segments => Chunks.Sum(chunk => chunk.Segments);

    /// <summary>The chunks whose segments are in the index, by number.</summary>
    public required IReadOnlyList<ChunkNote> Chunks { get; init; }

    public required string ReceivedAt { get; init; }

    public string? SearchableAt { get; init; }

    /// <summary>The document of a video.</summary>
    /// <param name="video">The video.</param>
    /// <param name="before">What is stored of it; null for nothing.</param>
    public static VideoDocument Of(Video video, VideoDocument? before) => new()
    {
        VideoId = video.Id.Value,
        ModelFingerprint = video.ModelFingerprint,
        ModelName = video.ModelName,
        Sources = [.. (before?.Sources ?? []).Union(video.Sources)],
        Title = video.Title,
        TitleFolded = VideoClauses.Fold(video.Title),
        Collection = video.Collection,
        Tags = video.Tags,
        State = Name(video.State),
        Reason = video.Reason,
        Remark = video.Remark,
        Width = video.Format?.Width,
        Height = video.Format?.Height,
        Container = video.Format?.Container,
        VideoCodec = video.Format?.VideoCodec,
        PixelFormat = video.Format?.PixelFormat,
        AudioCodec = video.Format?.AudioCodec,
        DurationMs = (long)video.Duration.TotalMilliseconds,
        SizeBytes = video.SizeBytes,
        ChunksTotal = video.ChunksTotal,
        Chunks = before?.Chunks ?? [],
        ReceivedAt = Clauses.Text(video.ReceivedAt),
        SearchableAt = video.SearchableAt is { } time ? Clauses.Text(time) : null,
    };

    public static string Name(VideoState state) => state.ToString().ToLowerInvariant();

    public Video ToVideo() => new()
    {
        Id = Domain.VideoId.Parse(VideoId),
        ModelFingerprint = ModelFingerprint,
        ModelName = ModelName,
        Sources = Sources,
        Title = Title,
        Collection = Collection,
        Tags = Tags,
        State = Enum.Parse<VideoState>(State, ignoreCase: true),
        Reason = Reason,
        Remark = Remark,
        Format = Container is null ? null : new VideoFormat(Width ?? 0, Height ?? 0, Container, VideoCodec ?? "", PixelFormat ?? "", AudioCodec),
        Duration = TimeSpan.FromMilliseconds(DurationMs),
        SizeBytes = SizeBytes,
        ChunksTotal = ChunksTotal,
        ChunksDone = ChunksDone,
        Segments = Segments,
        ReceivedAt = Clauses.Time(ReceivedAt),
        SearchableAt = SearchableAt is { } time ? Clauses.Time(time) : null,
    };

    /// <summary>The same with a chunk noted in place of what was noted of it.</summary>
    public VideoDocument With(CompletedChunk chunk) => this with
    {
        Chunks = [.. Chunks.Where(note => note.Number != chunk.Number).Append(ChunkNote.Of(chunk)).OrderBy(note => note.Number)],
    };
}
