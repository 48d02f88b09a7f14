using Microsoft.Data.Sqlite;
using MoTE.Indexing.Domain;
using SQLitePCL;

namespace MoTE.Indexing.Index;

/// <summary>Says in a sentence what a person can do about a failure of SQLite. It names no path, because it may be shown to people elsewhere; the log has it.</summary>
internal static class SqliteFailure
{
    /// <summary>What is there is not what was stored.</summary>
    public const string Damaged = $"The index is damaged: move the file {SqliteStore.FileName} away and run 'mote reindex', which fills a new one from the stored vectors.";

    /// <summary>The failure in a sentence; null when it is a mistake of this program.</summary>
    public static StoreUnavailableException? Explain(SqliteException failure)
    {
        var sentence = failure.SqliteErrorCode switch
        {
            raw.SQLITE_FULL => "There is no room left for the index: free some space and try again; what is stored stays as it was.",
            raw.SQLITE_READONLY => $"The index cannot be written: make the file {SqliteStore.FileName} and its folder writable, or choose another folder with --data.",
            raw.SQLITE_CANTOPEN => "The index cannot be opened: its folder has to be there and writable.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "The index has been kept busy by another process for too long: try again when that is done.",
            raw.SQLITE_NOTADB => $"The index is not a database: move the file {SqliteStore.FileName} away and run 'mote reindex', which fills a new one from the stored vectors.",

            // Every statement is tried in tests, so one that cannot be prepared meets tables that are not what they were.
            raw.SQLITE_CORRUPT or raw.SQLITE_ERROR => Damaged,
            raw.SQLITE_IOERR => $"The index cannot be read or written ({failure.Message.TrimEnd('.')}): look after its disk and try again.",
            _ => null,
        };
        return sentence is null ? null : new StoreUnavailableException(sentence, failure);
    }
}
