using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using MoTE.Indexing.Domain;
using SQLitePCL;

namespace MoTE.Indexing.Index;

/// <summary>Reads and writes rows of the table <c>segment_chunk</c>: the segments of one chunk lie in a few large values, so that an archive is read at the speed of its disk.</summary>
internal static class ChunkRows
{
    /// <summary>Stores a chunk that is not there.</summary>
    public static void Insert(SqliteConnection connection, string modelFingerprint, int chunk, IReadOnlyList<EmbeddedSegment> segments)
    {
        var places = segments.Select(segment => SegmentPlace.Of(segment.Segment)).ToArray();
        var squares = segments.Select(segment => SegmentSquares.Of(segment.View)).ToArray();
        var nearest = segments.SelectMany(segment => segment.View.NearestClasses).ToArray();
        var logits = segments.SelectMany(segment => segment.Fit.Logits).ToArray();
        var similarities = segments.SelectMany(segment => segment.Fit.Similarities).ToArray();
        var vectors = segments.SelectMany(segment => (IEnumerable<float>)[.. segment.View.Spatial, .. segment.View.Temporal]).ToArray();
        connection.Execute(
            """
            INSERT INTO segment_chunk
                (model_fingerprint, video_id, chunk, segments, checksum, places, squares, nearest_classes, fit_logits, fit_similarities, vectors)
            VALUES ($model, $id, $chunk, $segments, $checksum, $places, $squares, $nearest, $logits, $similarities, $vectors)
            """,
            ("$model", modelFingerprint),
            ("$id", segments[0].Segment.VideoId.Value),
            ("$chunk", chunk),
            ("$segments", segments.Count),
            ("$checksum", new ChunkValues(places, squares, nearest, logits, similarities, vectors).Checksum()),
            ("$places", Bytes(places)),
            ("$squares", Bytes(squares)),
            ("$nearest", Bytes(nearest)),
            ("$logits", Bytes(logits)),
            ("$similarities", Bytes(similarities)),
            ("$vectors", Bytes(vectors)));
    }

    /// <summary>Deletes the chunks of a video that a condition names.</summary>
    /// <returns>How many segments they had.</returns>
    public static int Delete(SqliteConnection connection, VideoId id, string modelFingerprint, int? chunk = null)
    {
        const string Where = "WHERE model_fingerprint = $model AND video_id = $id AND ($chunk IS NULL OR chunk = $chunk)";
        ReadOnlySpan<(string, object?)> values = [("$model", modelFingerprint), ("$id", id.Value), ("$chunk", chunk)];
        var segments = connection.Scalar<long>($"SELECT sum(segments) FROM segment_chunk {Where}", values);
        if (segments > 0)
            connection.Execute($"DELETE FROM segment_chunk {Where}", values);
        return checked((int)segments);
    }

    public static IReadOnlyList<IndexedModel> Models(SqliteConnection connection) => connection.Query(
        """
        SELECT c.model_fingerprint, c.videos, c.segments,
               (SELECT v.model_name FROM video v WHERE v.model_fingerprint = c.model_fingerprint ORDER BY v.received_at DESC LIMIT 1)
        FROM (SELECT model_fingerprint, count(DISTINCT video_id) AS videos, sum(segments) AS segments FROM segment_chunk GROUP BY model_fingerprint) c
        ORDER BY c.segments DESC, c.model_fingerprint
        """,
        row => new IndexedModel(row.GetString(0), row.IsDBNull(3) ? "unknown" : row.GetString(3), row.GetInt64(1), row.GetInt64(2)));

    public static List<string> ModelsOf(SqliteConnection connection, VideoId id) => connection.Query(
        "SELECT DISTINCT model_fingerprint FROM segment_chunk WHERE video_id = $id", row => row.GetString(0), ("$id", id.Value));

    /// <summary>The widths of a model's segments; null when it has none.</summary>
    public static SegmentWidths? Widths(SqliteConnection connection, string modelFingerprint) => connection.Query<SegmentWidths?>(
        """
        SELECT length(vectors) / 8 / segments, length(nearest_classes) / 4 / segments, length(fit_logits) / 4 / segments
        FROM segment_chunk WHERE model_fingerprint = $model LIMIT 1
        """,
        row => new SegmentWidths(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)),
        ("$model", modelFingerprint)).SingleOrDefault();

    /// <summary>The segments of a video, in the order of their numbers.</summary>
    public static IReadOnlyList<Segment> SegmentsOf(SqliteConnection connection, VideoId id, string modelFingerprint) => [.. connection
        .Query(
            "SELECT places FROM segment_chunk WHERE model_fingerprint = $model AND video_id = $id",
            row => Values<SegmentPlace>(row, 0).ToArray().Select(place => place.In(id)).ToList(),
            ("$model", modelFingerprint),
            ("$id", id.Value))
        .SelectMany(segments => segments)
        .OrderBy(segment => segment.Number)];

    public static long Count(SqliteConnection connection, string modelFingerprint, VideoFilter filter)
    {
        if (filter.IsNone)
            return connection.Scalar<long>("SELECT sum(segments) FROM segment_chunk WHERE model_fingerprint = $model", ("$model", modelFingerprint));

        var conditions = VideoConditions.Of(modelFingerprint, filter);
        return connection.Scalar<long>(
            $"""
            SELECT sum(c.segments) FROM video JOIN segment_chunk c ON c.model_fingerprint = video.model_fingerprint AND c.video_id = video.video_id
            WHERE {conditions.Sql}
            """,
            conditions.Parameters);
    }

    /// <summary>How many segments of a model were stored after a place in the order of storing.</summary>
    public static long CountAfter(SqliteConnection connection, string modelFingerprint, long sequence) => connection.Scalar<long>(
        "SELECT sum(segments) FROM segment_chunk WHERE sequence > $sequence AND +model_fingerprint = $model",
        ("$model", modelFingerprint),
        ("$sequence", sequence));

    /// <summary>The places of a model's chunks in the order of storing.</summary>
    public static HashSet<long> Sequences(SqliteConnection connection, string modelFingerprint) => [.. connection.Query(
        "SELECT sequence FROM segment_chunk WHERE model_fingerprint = $model", row => row.GetInt64(0), ("$model", modelFingerprint))];

    /// <summary>Copies the chunks of a model that were stored after a place in the order of storing.</summary>
    /// <exception cref="StoreUnavailableException">A chunk is not what was stored.</exception>
    public static void ReadAfter(SqliteConnection connection, string modelFingerprint, long sequence, SegmentMemory target)
    {
        // The plus keeps SQLite on the order of storing, in which the rows lie.
        using var command = connection.Prepare(
            """
            SELECT sequence, video_id, segments, checksum, places, squares, nearest_classes, fit_logits, fit_similarities, vectors
            FROM segment_chunk WHERE sequence > $sequence AND +model_fingerprint = $model ORDER BY sequence
            """,
            [("$model", modelFingerprint), ("$sequence", sequence)]);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var (place, video, segments, checksum) = reader.Decode(connection, row => (row.GetInt64(0), VideoId.Parse(row.GetString(1)), row.GetInt32(2), row.GetInt64(3)));
            var values = Values(reader, 4);
            if (segments < 1 || !values.Fit(segments, target.Widths) || values.Checksum() != checksum)
                throw Damaged(video, place);

            target.Append(place, video, segments, values);
        }
    }

    /// <summary>One segment; null when it is not there.</summary>
    /// <exception cref="StoreUnavailableException">Its chunk is not what was stored.</exception>
    public static EmbeddedSegment? Find(SqliteConnection connection, VideoId id, string modelFingerprint, int number)
    {
        using var command = connection.Prepare(
            """
            SELECT sequence, segments, checksum, places, squares, nearest_classes, fit_logits, fit_similarities, vectors
            FROM segment_chunk WHERE model_fingerprint = $model AND video_id = $id
            """,
            [("$model", modelFingerprint), ("$id", id.Value)]);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = IndexOf(Values<SegmentPlace>(reader, 3), number);
            if (row < 0)
                continue;
            var (place, segments, checksum) = reader.Decode(connection, chunk => (chunk.GetInt64(0), chunk.GetInt32(1), chunk.GetInt64(2)));
            var values = Values(reader, 3);
            return values.Places.Length == segments && values.Checksum() == checksum ? values.At(row, id) : throw Damaged(id, place);
        }

        return null;
    }

    private static int IndexOf(ReadOnlySpan<SegmentPlace> places, int number)
    {
        for (var row = 0; row < places.Length; row++)
        {
            if (places[row].Number == number)
                return row;
        }

        return -1;
    }

    private static StoreUnavailableException Damaged(VideoId video, long chunk) => new(
        $"The index is damaged at video {video}: run 'mote reindex', which fills it anew from the stored vectors.",
        new InvalidDataException($"The chunk stored as number {chunk} has not the values that its checksum is of."));

    /// <summary>The values of a chunk, from the column of its places on.</summary>
    private static ChunkValues Values(SqliteDataReader row, int first) => new(
        Values<SegmentPlace>(row, first),
        Values<SegmentSquares>(row, first + 1),
        Values<int>(row, first + 2),
        Values<float>(row, first + 3),
        Values<float>(row, first + 4),
        Values<float>(row, first + 5));

    // Every platform that .NET 10 runs on here is little-endian, which is the stored order.
    private static byte[] Bytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes<T>(values).ToArray();

    /// <summary>A value where SQLite holds it: valid until the reader goes on.</summary>
    private static ReadOnlySpan<T> Values<T>(SqliteDataReader row, int column)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(raw.sqlite3_column_blob(row.Handle, column));
}
