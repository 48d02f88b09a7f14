using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>The catalogue in <c>index.sqlite</c>.</summary>
/// <param name="store">The file.</param>
public sealed class SqliteVideoCatalogue(SqliteStore store) : IVideoCatalogue
{
    private const string Columns =
        "video_id, model_fingerprint, model_name, title, collection, tags, state, reason, duration_ms, size_bytes, segments_done, segments_total, received_at, searchable_at";

    /// <inheritdoc/>
    public Task<Video?> FindAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        var sources = Sources(connection, id);
        return Task.FromResult(connection.Query(
            $"SELECT {Columns} FROM video WHERE video_id = $id AND model_fingerprint = $model",
            row => Read(row, sources),
            ("$id", id.Value),
            ("$model", modelFingerprint)).SingleOrDefault());
    }

    /// <inheritdoc/>
    public Task SaveAsync(Video video, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(video);
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            $"""
            INSERT OR REPLACE INTO video ({Columns})
            VALUES ($id, $model, $modelName, $title, $collection, $tags, $state, $reason, $duration, $size, $done, $total, $received, $searchable)
            """,
            ("$id", video.Id.Value),
            ("$model", video.ModelFingerprint),
            ("$modelName", video.ModelName),
            ("$title", video.Title),
            ("$collection", video.Collection),
            ("$tags", JsonSerializer.Serialize(video.Tags)),
            ("$state", video.State.ToString()),
            ("$reason", video.Reason),
            ("$duration", (long)video.Duration.TotalMilliseconds),
            ("$size", video.SizeBytes),
            ("$done", video.SegmentsDone),
            ("$total", video.SegmentsTotal),
            ("$received", Text(video.ReceivedAt)),
            ("$searchable", video.SearchableAt is { } time ? Text(time) : null));
        foreach (var source in video.Sources)
        {
            connection.Execute("INSERT OR IGNORE INTO video_source (video_id, source) VALUES ($id, $source)", ("$id", video.Id.Value), ("$source", source));
        }

        transaction.Commit();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Video>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction(deferred: true);
        var sources = connection
            .Query("SELECT video_id, source FROM video_source ORDER BY sequence", row => (Id: row.GetString(0), Source: row.GetString(1)))
            .ToLookup(pair => pair.Id, pair => pair.Source);
        var videos = connection.Query(
            $"SELECT {Columns} FROM video ORDER BY received_at, video_id, model_fingerprint",
            row => Read(row, [.. sources[row.GetString(0)]]));
        return Task.FromResult<IReadOnlyList<Video>>(videos);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(VideoId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction();
        connection.Execute("DELETE FROM video_source WHERE video_id = $id", ("$id", id.Value));
        var removed = connection.Execute("DELETE FROM video WHERE video_id = $id", ("$id", id.Value));
        transaction.Commit();
        return Task.FromResult(removed > 0);
    }

    private static List<string> Sources(SqliteConnection connection, VideoId id) => connection.Query(
        "SELECT source FROM video_source WHERE video_id = $id ORDER BY sequence", row => row.GetString(0), ("$id", id.Value));

    private static Video Read(SqliteDataReader row, IReadOnlyList<string> sources) => new()
    {
        Id = VideoId.Parse(row.GetString(0)),
        ModelFingerprint = row.GetString(1),
        ModelName = row.GetString(2),
        Sources = sources,
        Title = row.GetString(3),
        Collection = row.GetString(4),
        Tags = JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(5)) ?? [],
        State = Enum.Parse<VideoState>(row.GetString(6)),
        Reason = row.IsDBNull(7) ? null : row.GetString(7),
        Duration = TimeSpan.FromMilliseconds(row.GetInt64(8)),
        SizeBytes = row.GetInt64(9),
        SegmentsDone = row.GetInt32(10),
        SegmentsTotal = row.GetInt32(11),
        ReceivedAt = Time(row.GetString(12)),
        SearchableAt = row.IsDBNull(13) ? null : Time(row.GetString(13)),
    };

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
