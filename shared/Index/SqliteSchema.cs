using System.Globalization;
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

    public static void Apply(SqliteStore store)
    {
        using var connection = store.Connect();
        connection.Execute("PRAGMA journal_mode = WAL;");
        using var transaction = connection.BeginTransaction();
        var found = connection.Scalar<long>("PRAGMA user_version;");
        if (found > Version)
        {
            throw new UserErrorException($"The index {store.FilePath} has format {found}, but this mote reads up to format {Version}: use the newer mote.");
        }

        if (found == 0)
        {
            connection.Execute(Tables);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version};"));
        }

        transaction.Commit();
    }
}
