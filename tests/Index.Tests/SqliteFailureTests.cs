using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MoTE.Indexing.Index.Tests;

public sealed class SqliteFailureTests
{
    [Theory]
    [InlineData(raw.SQLITE_FULL, "no room")]
    [InlineData(raw.SQLITE_READONLY, "writable")]
    [InlineData(raw.SQLITE_CANTOPEN, "cannot be opened")]
    [InlineData(raw.SQLITE_BUSY, "another process")]
    [InlineData(raw.SQLITE_LOCKED, "another process")]
    [InlineData(raw.SQLITE_NOTADB, "not a database")]
    [InlineData(raw.SQLITE_CORRUPT, "damaged")]
    [InlineData(raw.SQLITE_ERROR, "damaged")]
    [InlineData(raw.SQLITE_IOERR, "disk")]
    public void Explain_WhatAPersonCanMend_NamesTheRemedyAndNoPath(int code, string words)
    {
        var failure = new SqliteException("SQLite Error: 'x'.", code);

        var explained = SqliteFailure.Explain(failure);

        Assert.DoesNotContain("/", explained?.Message, StringComparison.Ordinal);
        Assert.Contains(words, explained?.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", explained?.Message, StringComparison.Ordinal);
        Assert.Same(failure, explained?.InnerException);
    }

    [Theory]
    [InlineData(raw.SQLITE_CONSTRAINT)]
    [InlineData(raw.SQLITE_MISUSE)]
    public void Explain_AMistakeOfThisProgram_IsLeftAsItIs(int code) =>
        Assert.Null(SqliteFailure.Explain(new SqliteException("SQLite Error: 'x'.", code)));
}
