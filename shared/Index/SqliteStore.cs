using Microsoft.Data.Sqlite;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>The one file <c>index.sqlite</c> of a data folder, shared by the catalogue and the segment index.</summary>
/// <remarks>Write-ahead logging lets any number of processes read while one writes; two that write wait for each other.</remarks>
public sealed class SqliteStore : IDisposable
{
    /// <summary>Name of the file inside the data folder.</summary>
    public const string FileName = "index.sqlite";

    private readonly string _connectionString;

    private SqliteStore(string path)
    {
        FilePath = path;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = 30 }.ToString();
    }

    /// <summary>Full path of the file.</summary>
    public string FilePath { get; }

    /// <summary>Opens the store of a data folder, and makes folder and file where they are missing.</summary>
    /// <exception cref="UserErrorException">The file is not such a store, is of a newer version, or cannot be written.</exception>
    public static SqliteStore OpenOrCreate(string dataFolder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataFolder);
        var path = Path.GetFullPath(Path.Combine(dataFolder, FileName));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The data folder {Path.GetDirectoryName(path)} cannot be made: {cause.Message}", cause);
        }

        var store = new SqliteStore(path);
        try
        {
            SqliteSchema.Apply(store);
        }
        catch (SqliteException cause)
        {
            store.Dispose();
            throw new UserErrorException($"The index {path} cannot be opened: {cause.Message}", cause);
        }
        catch
        {
            store.Dispose();
            throw;
        }

        return store;
    }

    /// <summary>Opens the store of a data folder that has one.</summary>
    /// <exception cref="UserErrorException">There is none, or it cannot be opened.</exception>
    public static SqliteStore OpenExisting(string dataFolder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataFolder);
        var path = Path.GetFullPath(Path.Combine(dataFolder, FileName));
        return File.Exists(path)
            ? OpenOrCreate(dataFolder)
            : throw new UserErrorException($"There is no index in {Path.GetDirectoryName(path)} yet: make one with 'mote index PATH --data {dataFolder}'.");
    }

    /// <summary>Closes the connections that are kept for the next use, so that the file can be moved or deleted.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    internal SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            connection.Execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;");
            VideoConditions.AddFunctions(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
