using System.Globalization;
using Microsoft.Data.Sqlite;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>The tables of <c>index.sqlite</c>, and the numbers in its header that say which they are.</summary>
internal static class SqliteSchema
{
    /// <summary>The newest format, stored in the file's <c>user_version</c>.</summary>
    public const int Version = 3;

    /// <summary>"MoTE", stored in the file's <c>application_id</c> from format 3 on.</summary>
    public const int Application = 0x4D6F5445;

    // A chunk's segments lie in a few values, one segment after the other, little-endian: places as SegmentPlace, squares as SegmentSquares,
    // nearest_classes int32, fit_logits and fit_similarities float32 as ArchiveFit, vectors s then t, float32. The large one comes last.
    // The checksum is XXH3 over these values in this order.
    // A sequence is never used again, so that whoever knows all up to one finds what is new behind it.
    private const string SegmentChunkTable = """
        CREATE TABLE segment_chunk (
            sequence          INTEGER PRIMARY KEY AUTOINCREMENT,
            model_fingerprint TEXT    NOT NULL,
            video_id          TEXT    NOT NULL,
            chunk             INTEGER NOT NULL,
            segments          INTEGER NOT NULL,
            checksum          INTEGER NOT NULL,
            places            BLOB    NOT NULL,
            squares           BLOB    NOT NULL,
            nearest_classes   BLOB    NOT NULL,
            fit_logits        BLOB    NOT NULL,
            fit_similarities  BLOB    NOT NULL,
            vectors           BLOB    NOT NULL,
            UNIQUE (model_fingerprint, video_id, chunk)
        );
        CREATE INDEX segment_chunk_video ON segment_chunk (video_id);
        """;

    private const string VideoOrderIndex = "CREATE INDEX video_received ON video (model_fingerprint, received_at DESC, video_id);";

    private const string Tables = $"""
        CREATE TABLE video (
            video_id          TEXT    NOT NULL,
            model_fingerprint TEXT    NOT NULL,
            model_name        TEXT    NOT NULL,
            title             TEXT    NOT NULL,
            collection        TEXT    NOT NULL,
            tags              TEXT    NOT NULL,
            state             TEXT    NOT NULL,
            reason            TEXT,
            duration_ms       INTEGER NOT NULL,
            size_bytes        INTEGER NOT NULL,
            remark            TEXT,
            format            TEXT,
            chunks_total      INTEGER NOT NULL,
            received_at       TEXT    NOT NULL,
            searchable_at     TEXT,
            PRIMARY KEY (video_id, model_fingerprint)
        ) WITHOUT ROWID;
        {VideoOrderIndex}
        CREATE TABLE video_source (
            sequence          INTEGER PRIMARY KEY,
            video_id          TEXT    NOT NULL,
            source            TEXT    NOT NULL,
            UNIQUE (video_id, source)
        );
        CREATE TABLE video_chunk (
            video_id          TEXT    NOT NULL,
            model_fingerprint TEXT    NOT NULL,
            chunk             INTEGER NOT NULL,
            segments          INTEGER NOT NULL,
            end_ms            INTEGER NOT NULL,
            remark            TEXT,
            PRIMARY KEY (video_id, model_fingerprint, chunk)
        ) WITHOUT ROWID;
        {SegmentChunkTable}
        CREATE TABLE generation (
            model_fingerprint TEXT    NOT NULL PRIMARY KEY,
            value             INTEGER NOT NULL,
            removals          INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        """;

    // Format 1 had no chunks: all segments of a video were stored at once, and what was not finished had to be begun anew.
    private const string From1To2 = """
        ALTER TABLE video ADD COLUMN remark TEXT;
        ALTER TABLE video ADD COLUMN format TEXT;
        ALTER TABLE video ADD COLUMN chunks_total INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE video DROP COLUMN segments_done;
        ALTER TABLE video DROP COLUMN segments_total;
        ALTER TABLE segment ADD COLUMN chunk INTEGER NOT NULL DEFAULT 0;
        DELETE FROM segment WHERE NOT EXISTS (
            SELECT 1 FROM video v WHERE v.video_id = segment.video_id AND v.model_fingerprint = segment.model_fingerprint AND v.state = 'Searchable');
        CREATE TABLE video_chunk (
            video_id          TEXT    NOT NULL,
            model_fingerprint TEXT    NOT NULL,
            chunk             INTEGER NOT NULL,
            segments          INTEGER NOT NULL,
            end_ms            INTEGER NOT NULL,
            remark            TEXT,
            PRIMARY KEY (video_id, model_fingerprint, chunk)
        ) WITHOUT ROWID;
        INSERT INTO video_chunk
            SELECT video_id, model_fingerprint, 0, count(*), max(end_ms), NULL FROM segment GROUP BY video_id, model_fingerprint;
        UPDATE video SET chunks_total = 1 WHERE state = 'Searchable';
        UPDATE video SET state = 'Received' WHERE state = 'Embedding';
        """;

    /// <summary>Brings a file to the newest format. One that has it is only read.</summary>
    /// <exception cref="UserErrorException">The file is of a newer program, or of another one; it stays as it is.</exception>
    public static void Apply(SqliteStore store)
    {
        using var connection = store.Connect();
        if (Format(connection, store.FilePath) == Version)
            return;

        connection.Execute("PRAGMA journal_mode = WAL;");
        using var transaction = connection.BeginTransaction();
        switch (Format(connection, store.FilePath))   // asked again: another process may have been faster
        {
            case 0:
                connection.Execute(Tables);
                break;
            case 1:
                connection.Execute(From1To2);
                goto case 2;
            case 2:
                From2To3(connection);
                break;
        }

        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version}; PRAGMA application_id = {Application};"));
        transaction.Commit();
    }

    // Format 2 had one row a segment, which took several times as long to read.
    private static void From2To3(SqliteConnection connection)
    {
        connection.Execute(SegmentChunkTable);
        connection.Execute(VideoOrderIndex);
        connection.Execute("ALTER TABLE generation ADD COLUMN removals INTEGER NOT NULL DEFAULT 0;");
        var chunks = connection.Query(
            "SELECT DISTINCT model_fingerprint, video_id, chunk FROM segment ORDER BY 1, 2, 3", row => (row.GetString(0), row.GetString(1), row.GetInt32(2)));
        foreach (var (model, video, chunk) in chunks)
        {
            ChunkRows.Insert(connection, model, chunk, Format2Segments.Read(connection, model, video, chunk));
        }

        connection.Execute("DROP TABLE segment;");
    }

    private static long Format(SqliteConnection connection, string path)
    {
        var format = connection.Scalar<long>("PRAGMA user_version;");
        var tables = connection.Query("SELECT name FROM sqlite_schema WHERE type = 'table'", row => row.GetString(0));
        var ours = format switch
        {
            0 => tables.Count == 0,
            1 or 2 => tables.Contains("video_source") && tables.Contains("segment"),
            _ => connection.Scalar<long>("PRAGMA application_id;") == Application,
        };
        if (!ours)
            throw new UserErrorException($"{path} is a database of another program: choose another folder with --data.");
        return format <= Version
            ? format
            : throw new UserErrorException($"The index {path} has format {format}, but this mote reads up to format {Version}: use the newer mote.");
    }
}
