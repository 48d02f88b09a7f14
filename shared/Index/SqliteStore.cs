using Microsoft.Data.Sqlite;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>The one file <c>index.sqlite</c> of a data folder, shared by the catalogue and the segment index.</summary>
/// <remarks>Write-ahead logging lets any number of processes read while one writes; two that write wait for each other.</remarks>
public sealed class SqliteStore : IDisposable
{
    /// <summary>Name of the file inside the data folder.</summary>
    public const string FileName = "index.sqlite";

    // What is deleted is overwritten, and the log beside the file is cut to 64 MB whenever it could be emptied.
    private const string Settings =
        "PRAGMA busy_timeout = 10000; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 67108864;";

    private readonly string _connectionString;

    private SqliteStore(string path)
    {
        FilePath = path;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = 30 }.ToString();
    }

    /// <summary>Full path of the file.</summary>
    public string FilePath { get; }

    /// <summary>Opens the store of a data folder, and makes folder and file where they are missing.</summary>
    /// <exception cref="UserErrorException">The file is of another program, or of a newer version.</exception>
    /// <exception cref="StoreUnavailableException">The file cannot be read or written, or is damaged.</exception>
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
            return Explained(() =>
            {
                SqliteSchema.Apply(store);
                return store;
            });
        }
        catch
        {
            store.Dispose();
            throw;
        }
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

    /// <summary>Reads what was there at one moment.</summary>
    /// <exception cref="StoreUnavailableException">The file cannot be read.</exception>
    internal T Read<T>(Func<SqliteConnection, T> read) => Explained(() =>
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: true);
        return read(connection);
    });

    /// <summary>Changes what is there, all or none.</summary>
    /// <exception cref="StoreUnavailableException">The file cannot be written.</exception>
    internal T Write<T>(Func<SqliteConnection, T> write) => Explained(() =>
    {
        using var connection = Connect();
        return Write(connection, write);
    });

    /// <inheritdoc cref="Write{T}(Func{SqliteConnection, T})"/>
    internal void Write(Action<SqliteConnection> write) => Write(connection =>
    {
        write(connection);
        return true;
    });

    /// <summary>Takes something away, all or none, so that no byte of it stays behind: not in the file, and not in the log beside it.</summary>
    /// <remarks>While another connection reads, the log keeps what that one may still need; the next deletion or the last connection clears it.</remarks>
    /// <exception cref="StoreUnavailableException">The file cannot be written.</exception>
    internal T Delete<T>(Func<SqliteConnection, T> delete) => Explained(() =>
    {
        using var connection = Connect();
        var deleted = Write(connection, delete);
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE);");
        return deleted;
    });

    internal SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            connection.Execute(Settings);
            VideoConditions.AddFunctions(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static T Write<T>(SqliteConnection connection, Func<SqliteConnection, T> write)
    {
        using var transaction = connection.BeginTransaction();
        var written = write(connection);
        transaction.Commit();
        return written;
    }

    private static T Explained<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException failure) when (SqliteFailure.Explain(failure) is { } explained)
        {
            throw explained;
        }
    }
}
