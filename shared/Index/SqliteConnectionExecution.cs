using System.Text.Json;
using Microsoft.Data.Sqlite;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>Adds one-line statements with named parameters to a connection.</summary>
internal static class SqliteConnectionExecution
{
    public static int Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Prepare(sql, parameters);
        return command.ExecuteNonQuery();
    }

    public static T? Scalar<T>(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Prepare(sql, parameters);
        return command.ExecuteScalar() is T value ? value : default;
    }

    public static List<T> Query<T>(
        this SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Prepare(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(reader.Decode(connection, read));
        }

        return rows;
    }

    /// <summary>Reads the row at hand.</summary>
    /// <exception cref="StoreUnavailableException">A value is not one that is ever stored.</exception>
    public static T Decode<T>(this SqliteDataReader row, SqliteConnection connection, Func<SqliteDataReader, T> read)
    {
        try
        {
            return read(row);
        }
        catch (Exception failure) when (failure is FormatException or OverflowException or JsonException or ArgumentException or InvalidOperationException or InvalidCastException)
        {
            throw new StoreUnavailableException(SqliteFailure.Damaged, failure);
        }
    }

    public static SqliteCommand Prepare(this SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Callers put together constants; values go through parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
