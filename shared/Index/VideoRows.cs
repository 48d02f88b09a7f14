using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>Reads and writes rows of the tables <c>video</c>, <c>video_source</c> and <c>video_chunk</c>.</summary>
internal static class VideoRows
{
    private const string Columns =
        "video_id, model_fingerprint, model_name, title, collection, tags, state, reason, remark, format, duration_ms, size_bytes, chunks_total, "
        + "received_at, searchable_at";

    private const string Select = $"""
        SELECT {Columns},
               (SELECT count(*) FROM video_chunk c WHERE c.video_id = video.video_id AND c.model_fingerprint = video.model_fingerprint),
               (SELECT coalesce(sum(segments), 0) FROM video_chunk c WHERE c.video_id = video.video_id AND c.model_fingerprint = video.model_fingerprint),
               (SELECT json_group_array(s.source) FROM (SELECT source FROM video_source WHERE video_source.video_id = video.video_id ORDER BY sequence) s)
        FROM video
        """;

    public static Video? Find(SqliteConnection connection, VideoId id, string modelFingerprint) => connection.Query(
        $"{Select} WHERE video_id = $id AND model_fingerprint = $model", Read, ("$id", id.Value), ("$model", modelFingerprint)).SingleOrDefault();

    public static IReadOnlyList<Video> All(SqliteConnection connection) =>
        connection.Query($"{Select} ORDER BY received_at, video_id, model_fingerprint", Read);

    public static VideoPage Page(SqliteConnection connection, VideoListing listing)
    {
        var conditions = VideoConditions.Of(listing);
        var videos = connection.Query(
            $"{Select} WHERE {conditions.Sql} ORDER BY received_at DESC, video_id LIMIT $limit", Read, [.. conditions.Parameters, ("$limit", listing.Limit + 1L)]);
        if (videos.Count <= listing.Limit)
            return new VideoPage(videos, Next: null);

        videos.RemoveAt(listing.Limit);
        return new VideoPage(videos, VideoPosition.Of(videos[^1]));
    }

    public static VideoCounts Count(SqliteConnection connection, string modelFingerprint)
    {
        var states = connection.Query(
            "SELECT state, count(*) FROM video WHERE model_fingerprint = $model GROUP BY state",
            row => (State: Enum.Parse<VideoState>(row.GetString(0)), Count: row.GetInt32(1)),
            ("$model", modelFingerprint));
        var collections = connection.Query(
            "SELECT collection, count(*) FROM video WHERE model_fingerprint = $model GROUP BY collection",
            row => new CollectionCount(row.GetString(0), row.GetInt32(1)),
            ("$model", modelFingerprint));
        return new VideoCounts(states.ToDictionary(), [.. collections.OrderBy(collection => collection.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Videos of a model that a filter means.</summary>
    public static HashSet<VideoId> Matching(SqliteConnection connection, string modelFingerprint, VideoFilter filter)
    {
        var conditions = VideoConditions.Of(modelFingerprint, filter);
        return [.. connection.Query($"SELECT video_id FROM video WHERE {conditions.Sql}", row => VideoId.Parse(row.GetString(0)), conditions.Parameters)];
    }

    public static void Save(SqliteConnection connection, Video video)
    {
        connection.Execute(
            $"""
            INSERT OR REPLACE INTO video ({Columns})
            VALUES ($id, $model, $modelName, $title, $collection, $tags, $state, $reason, $remark, $format, $duration, $size, $chunks, $received, $searchable)
            """,
            ("$id", video.Id.Value),
            ("$model", video.ModelFingerprint),
            ("$modelName", video.ModelName),
            ("$title", video.Title),
            ("$collection", video.Collection),
            ("$tags", JsonSerializer.Serialize(video.Tags)),
            ("$state", video.State.ToString()),
            ("$reason", video.Reason),
            ("$remark", video.Remark),
            ("$format", video.Format is null ? null : JsonSerializer.Serialize(video.Format)),
            ("$duration", (long)video.Duration.TotalMilliseconds),
            ("$size", video.SizeBytes),
            ("$chunks", video.ChunksTotal),
            ("$received", Text(video.ReceivedAt)),
            ("$searchable", video.SearchableAt is { } time ? Text(time) : null));
        foreach (var source in video.Sources)
        {
            connection.Execute("INSERT OR IGNORE INTO video_source (video_id, source) VALUES ($id, $source)", ("$id", video.Id.Value), ("$source", source));
        }
    }

    /// <summary>A time as it is stored: in the order of time, because each has the same length and offset.</summary>
    public static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Notes a chunk in place of what was noted of it.</summary>
    public static void Complete(SqliteConnection connection, VideoId id, string modelFingerprint, CompletedChunk chunk) => connection.Execute(
        "INSERT OR REPLACE INTO video_chunk (video_id, model_fingerprint, chunk, segments, end_ms, remark) VALUES ($id, $model, $chunk, $segments, $end, $remark)",
        ("$id", id.Value),
        ("$model", modelFingerprint),
        ("$chunk", chunk.Number),
        ("$segments", chunk.Segments),
        ("$end", (long)chunk.End.TotalMilliseconds),
        ("$remark", chunk.Remark));

    /// <summary>Forgets which chunks were noted.</summary>
    public static void ClearChunks(SqliteConnection connection, VideoId id, string modelFingerprint) => connection.Execute(
        "DELETE FROM video_chunk WHERE video_id = $id AND model_fingerprint = $model", ("$id", id.Value), ("$model", modelFingerprint));

    /// <summary>Forgets a video under every model.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Delete(SqliteConnection connection, VideoId id)
    {
        connection.Execute("DELETE FROM video_source WHERE video_id = $id", ("$id", id.Value));
        connection.Execute("DELETE FROM video_chunk WHERE video_id = $id", ("$id", id.Value));
        return connection.Execute("DELETE FROM video WHERE video_id = $id", ("$id", id.Value)) > 0;
    }

    /// <summary>The chunks noted of a video, by number.</summary>
    public static IReadOnlyList<CompletedChunk> Completed(SqliteConnection connection, VideoId id, string modelFingerprint) => connection.Query(
        "SELECT chunk, segments, end_ms, remark FROM video_chunk WHERE video_id = $id AND model_fingerprint = $model ORDER BY chunk",
        row => new CompletedChunk(row.GetInt32(0), row.GetInt32(1), TimeSpan.FromMilliseconds(row.GetInt64(2)), row.IsDBNull(3) ? null : row.GetString(3)),
        ("$id", id.Value),
        ("$model", modelFingerprint));

    private static Video Read(SqliteDataReader row) => new()
    {
        Id = VideoId.Parse(row.GetString(0)),
        ModelFingerprint = row.GetString(1),
        ModelName = row.GetString(2),
        Sources = JsonSerializer.Deserialize<string[]>(row.GetString(17)) ?? [],
        Title = row.GetString(3),
        Collection = row.GetString(4),
        Tags = JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(5)) ?? [],
        State = Enum.Parse<VideoState>(row.GetString(6)),
        Reason = row.IsDBNull(7) ? null : row.GetString(7),
        Remark = row.IsDBNull(8) ? null : row.GetString(8),
        Format = row.IsDBNull(9) ? null : JsonSerializer.Deserialize<VideoFormat>(row.GetString(9)),
        Duration = TimeSpan.FromMilliseconds(row.GetInt64(10)),
        SizeBytes = row.GetInt64(11),
        ChunksTotal = row.GetInt32(12),
        ReceivedAt = Time(row.GetString(13)),
        SearchableAt = row.IsDBNull(14) ? null : Time(row.GetString(14)),
        ChunksDone = row.GetInt32(15),
        Segments = row.GetInt32(16),
    };

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
