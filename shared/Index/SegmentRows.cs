using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>Reads and writes rows of the table <c>segment</c>.</summary>
internal static class SegmentRows
{
    public static void Insert(SqliteConnection connection, string modelFingerprint, int chunk, EmbeddedSegment embedded)
    {
        var (segment, view, fit) = embedded;
        connection.Execute(
            """
            INSERT INTO segment (video_id, model_fingerprint, chunk, number, start_ms, end_ms, first_frame, last_frame, spatial, temporal,
                                 spatial_squared, spatial_temporal, temporal_squared, nearest_classes, fit_logits, fit_similarities)
            VALUES ($id, $model, $chunk, $number, $start, $end, $first, $last, $spatial, $temporal, $ss, $st, $tt, $nearest, $logits, $similarities)
            """,
            ("$id", segment.VideoId.Value),
            ("$model", modelFingerprint),
            ("$chunk", chunk),
            ("$number", segment.Number),
            ("$start", (long)segment.Start.TotalMilliseconds),
            ("$end", (long)segment.End.TotalMilliseconds),
            ("$first", segment.FirstFrame),
            ("$last", segment.LastFrame),
            ("$spatial", Bytes(view.Spatial)),
            ("$temporal", Bytes(view.Temporal)),
            ("$ss", (double)view.SpatialSquared),
            ("$st", (double)view.SpatialTemporal),
            ("$tt", (double)view.TemporalSquared),
            ("$nearest", Bytes(view.NearestClasses)),
            ("$logits", Bytes(fit.Logits)),
            ("$similarities", Bytes(fit.Similarities)));
    }

    /// <summary>A number that changes with the model's segments.</summary>
    public static long Generation(SqliteConnection connection, string modelFingerprint) =>
        connection.Scalar<long>("SELECT value FROM generation WHERE model_fingerprint = $model", ("$model", modelFingerprint));

    public static void Advance(SqliteConnection connection, string modelFingerprint) => connection.Execute(
        "INSERT INTO generation (model_fingerprint, value) VALUES ($model, 1) ON CONFLICT DO UPDATE SET value = value + 1", ("$model", modelFingerprint));

    public static IReadOnlyList<IndexedModel> Models(SqliteConnection connection) => connection.Query(
        """
        SELECT s.model_fingerprint, s.videos, s.segments,
               (SELECT v.model_name FROM video v WHERE v.model_fingerprint = s.model_fingerprint ORDER BY v.received_at DESC LIMIT 1)
        FROM (SELECT model_fingerprint, count(DISTINCT video_id) AS videos, count(*) AS segments FROM segment GROUP BY model_fingerprint) s
        ORDER BY s.segments DESC, s.model_fingerprint
        """,
        row => new IndexedModel(row.GetString(0), row.IsDBNull(3) ? "unknown" : row.GetString(3), row.GetInt64(1), row.GetInt64(2)));

    public static List<string> ModelsOf(SqliteConnection connection, VideoId id) => connection.Query(
        "SELECT DISTINCT model_fingerprint FROM segment WHERE video_id = $id", row => row.GetString(0), ("$id", id.Value));

    public static IReadOnlyList<Segment> Of(SqliteConnection connection, VideoId id, string modelFingerprint) => connection.Query(
        """
        SELECT video_id, number, start_ms, end_ms, first_frame, last_frame FROM segment WHERE model_fingerprint = $model AND video_id = $id ORDER BY number
        """,
        Segment,
        ("$model", modelFingerprint),
        ("$id", id.Value));

    public static long Count(SqliteConnection connection, string modelFingerprint, VideoFilter filter)
    {
        if (filter.IsNone)
            return connection.Scalar<long>("SELECT count(*) FROM segment WHERE model_fingerprint = $model", ("$model", modelFingerprint));

        var conditions = VideoConditions.Of(modelFingerprint, filter);
        return connection.Scalar<long>(
            $"""
            SELECT count(*) FROM video JOIN segment ON segment.model_fingerprint = video.model_fingerprint AND segment.video_id = video.video_id
            WHERE {conditions.Sql}
            """,
            conditions.Parameters);
    }

    public static SegmentBlock ReadBlock(SqliteConnection connection, string modelFingerprint, long generation, CancellationToken cancellationToken)
    {
        var count = connection.Scalar<long>("SELECT count(*) FROM segment WHERE model_fingerprint = $model", ("$model", modelFingerprint));
        var sizes = connection.Query(
            "SELECT length(spatial) / 4, length(nearest_classes) / 4, length(fit_logits) / 4 FROM segment WHERE model_fingerprint = $model LIMIT 1",
            row => (Width: row.GetInt32(0), Nearest: row.GetInt32(1), Fit: row.GetInt32(2)),
            ("$model", modelFingerprint)).SingleOrDefault();
        var block = new SegmentBlock(modelFingerprint, generation, checked((int)count), sizes.Width, sizes.Nearest, sizes.Fit);
        using var command = connection.Prepare(
            """
            SELECT video_id, number, start_ms, end_ms, first_frame, last_frame, spatial, temporal, spatial_squared, spatial_temporal, temporal_squared,
                   nearest_classes, fit_logits, fit_similarities
            FROM segment WHERE model_fingerprint = $model ORDER BY video_id, number
            """,
            [("$model", modelFingerprint)]);
        using var reader = command.ExecuteReader();
        for (var row = 0; reader.Read(); row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Read(reader, block, row);
        }

        return block;
    }

    private static Segment Segment(SqliteDataReader reader) => new(
        VideoId.Parse(reader.GetString(0)),
        reader.GetInt32(1),
        TimeSpan.FromMilliseconds(reader.GetInt64(2)),
        TimeSpan.FromMilliseconds(reader.GetInt64(3)),
        reader.GetInt64(4),
        reader.GetInt64(5));

    private static void Read(SqliteDataReader reader, SegmentBlock block, int row)
    {
        block.Segments[row] = Segment(reader);
        Fill(reader, 6, block.Spatial(row));
        Fill(reader, 7, block.Temporal(row));
        block.Squares[row] = (reader.GetFloat(8), reader.GetFloat(9), reader.GetFloat(10));
        Fill(reader, 11, block.Nearest(row));
        Fill(reader, 12, block.FitLogits(row));
        Fill(reader, 13, block.FitSimilarities(row));
        foreach (var nearest in block.Nearest(row))
        {
            block.ClassCount = Math.Max(block.ClassCount, nearest + 1);
        }
    }

    private static void Fill<T>(SqliteDataReader reader, int column, Span<T> target)
        where T : unmanaged
    {
        var source = MemoryMarshal.Cast<byte, T>(reader.GetFieldValue<byte[]>(column));
        if (source.Length != target.Length)
        {
            throw new UserErrorException($"The index is damaged: {target.Length} numbers were expected in column {reader.GetName(column)}, but {source.Length} are there.");
        }

        source.CopyTo(target);
    }

    // Every platform that .NET 10 runs on here is little-endian, which is the stored order.
    private static byte[] Bytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes<T>(values).ToArray();
}
