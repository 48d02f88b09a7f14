using System.Globalization;
using Microsoft.Data.Sqlite;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>The tables of <c>index.sqlite</c>, and the version that says which they are.</summary>
internal static class SqliteSchema
{
    /// <summary>Stored in the file's <c>user_version</c>.</summary>
    public const int Version = 2;

    // Vectors are little-endian float32; nearest_classes little-endian int32; fit_* as ArchiveFit.
    private const string Tables = """
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
        CREATE TABLE segment (
            video_id          TEXT    NOT NULL,
            model_fingerprint TEXT    NOT NULL,
            chunk             INTEGER NOT NULL,
            number            INTEGER NOT NULL,
            start_ms          INTEGER NOT NULL,
            end_ms            INTEGER NOT NULL,
            first_frame       INTEGER NOT NULL,
            last_frame        INTEGER NOT NULL,
            spatial           BLOB    NOT NULL,
            temporal          BLOB    NOT NULL,
            spatial_squared   REAL    NOT NULL,
            spatial_temporal  REAL    NOT NULL,
            temporal_squared  REAL    NOT NULL,
            nearest_classes   BLOB    NOT NULL,
            fit_logits        BLOB    NOT NULL,
            fit_similarities  BLOB    NOT NULL,
            UNIQUE (model_fingerprint, video_id, number)
        );
        CREATE TABLE generation (
            model_fingerprint TEXT    NOT NULL PRIMARY KEY,
            value             INTEGER NOT NULL
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
                break;
        }

        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version};"));
        transaction.Commit();
    }

    private static long Format(SqliteConnection connection, string path)
    {
        var format = connection.Scalar<long>("PRAGMA user_version;");
        if (format > Version)
            throw new UserErrorException($"The index {path} has format {format}, but this mote reads up to format {Version}: use the newer mote.");

        var tables = connection.Query("SELECT name FROM sqlite_schema WHERE type = 'table'", row => row.GetString(0));
        var ours = format == 0 ? tables.Count == 0 : tables.Contains("video") && tables.Contains("video_source");
        return ours ? format : throw new UserErrorException($"{path} is a database of another program: choose another folder with --data.");
    }
}
