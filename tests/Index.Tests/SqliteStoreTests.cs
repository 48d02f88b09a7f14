using Microsoft.Data.Sqlite;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Index.Tests;

public sealed class SqliteStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void OpenExisting_Nothing_SaysHowToMakeOne()
    {
        var error = Assert.Throws<UserErrorException>(() => SqliteStore.OpenExisting(_folder.File("none")));

        Assert.Contains("mote index", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("none")));
    }

    [Fact]
    public void OpenOrCreate_NotADatabase_NamesTheFile()
    {
        File.WriteAllText(_folder.File(SqliteStore.FileName), string.Concat(Enumerable.Repeat("this is no database ", 100)));

        var error = Assert.Throws<StoreUnavailableException>(() => SqliteStore.OpenOrCreate(_folder.Path));

        Assert.Contains(SqliteStore.FileName, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenOrCreate_NewerFormat_IsRefused()
    {
        using (var store = SqliteStore.OpenOrCreate(_folder.Path))
        using (var connection = store.Connect())
        {
            connection.Execute("PRAGMA user_version = 99;");
        }

        var error = Assert.Throws<UserErrorException>(() => SqliteStore.OpenOrCreate(_folder.Path));

        Assert.Contains("99", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(SqliteSchema.Version)]
    public void OpenOrCreate_DatabaseOfAnotherProgram_IsRefusedAndStaysAsItIs(int userVersion)
    {
        using (var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = _folder.File(SqliteStore.FileName), Pooling = false }.ToString()))
        {
            connection.Open();
            connection.Execute($"CREATE TABLE video (frames INTEGER); PRAGMA user_version = {userVersion};");
        }

        var before = File.ReadAllBytes(_folder.File(SqliteStore.FileName));

        var error = Assert.Throws<UserErrorException>(() => SqliteStore.OpenOrCreate(_folder.Path));

        Assert.Contains("another program", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder.File(SqliteStore.FileName)));
        Assert.Equal([SqliteStore.FileName], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void OpenOrCreate_New_WritesAheadAndStatesItsFormat()
    {
        using var store = SqliteStore.OpenOrCreate(_folder.Path);
        using var connection = store.Connect();

        Assert.Equal("wal", connection.Scalar<string>("PRAGMA journal_mode;"));
        Assert.Equal(SqliteSchema.Version, connection.Scalar<long>("PRAGMA user_version;"));
    }

    [Fact]
    public async Task Lock_HeldByAnother_IsRefusedAfterAMoment()
    {
        var token = TestContext.Current.CancellationToken;
        Assert.False(DataFolderLock.IsHeld(_folder.Path));
        using (await DataFolderLock.AcquireAsync(_folder.Path, TimeProvider.System, token))
        {
            Assert.True(DataFolderLock.IsHeld(_folder.Path));
            var error = await Assert.ThrowsAsync<UserErrorException>(() => DataFolderLock.AcquireAsync(_folder.Path, TimeProvider.System, token));
            Assert.Contains(_folder.Path, error.Message, StringComparison.Ordinal);
        }

        Assert.False(DataFolderLock.IsHeld(_folder.Path));
        (await DataFolderLock.AcquireAsync(_folder.Path, TimeProvider.System, token)).Dispose();
    }

    [Fact]
    public void Connect_WhileAnotherWrites_StillReads()
    {
        using var store = SqliteStore.OpenOrCreate(_folder.Path);
        using var writer = store.Connect();
        using SqliteTransaction transaction = writer.BeginTransaction();
        writer.Execute("INSERT INTO generation VALUES ('x', 1, 0)");
        using var reader = store.Connect();

        Assert.Equal(0, reader.Scalar<long>("SELECT count(*) FROM generation"));
        transaction.Rollback();
    }

    public void Dispose() => _folder.Dispose();
}
