using Microsoft.Data.Sqlite;

namespace MoTE.Indexing.Index;

/// <summary>Reads and writes rows of the table <c>generation</c>: by them every process learns what another has changed.</summary>
internal static class ModelVersions
{
    public static ModelVersion Read(SqliteConnection connection, string modelFingerprint) => connection.Query(
        "SELECT value, removals FROM generation WHERE model_fingerprint = $model",
        row => new ModelVersion(row.GetInt64(0), row.GetInt64(1)),
        ("$model", modelFingerprint)).SingleOrDefault();

    public static void Advance(SqliteConnection connection, string modelFingerprint, bool removed) => connection.Execute(
        """
        INSERT INTO generation (model_fingerprint, value, removals) VALUES ($model, 1, $removed)
        ON CONFLICT DO UPDATE SET value = value + 1, removals = removals + $removed
        """,
        ("$model", modelFingerprint),
        ("$removed", removed ? 1 : 0));
}
