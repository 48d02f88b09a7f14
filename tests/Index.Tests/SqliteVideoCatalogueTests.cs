using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Index.Tests;

public sealed class SqliteVideoCatalogueTests : VideoCatalogueContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;

    public SqliteVideoCatalogueTests()
    {
        _store = SqliteStore.OpenOrCreate(_folder.Path);
        Catalogue = new SqliteVideoCatalogue(_store);
    }

    protected override IVideoCatalogue Catalogue { get; }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}
