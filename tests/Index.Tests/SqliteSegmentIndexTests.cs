using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Index.Tests;

public sealed class SqliteSegmentIndexTests : SegmentIndexContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;

    public SqliteSegmentIndexTests()
    {
        _store = SqliteStore.OpenOrCreate(_folder.Path);
        Catalogue = new SqliteVideoCatalogue(_store);
        Index = new SqliteSegmentIndex(_store);
    }

    protected override IVideoCatalogue Catalogue { get; }

    protected override ISegmentIndex Index { get; }

    [Fact]
    public async Task FindAsync_ChangedThroughAnotherStore_SeesTheChange()
    {
        await StoreAsync(Examples.Video(1), Examples.Segments(1, 2));
        Assert.Equal(2, (await Index.FindAsync(Examples.Query(1), Token)).Count);

        using (var other = SqliteStore.OpenOrCreate(_folder.Path))
        {
            await new SqliteVideoCatalogue(other).SaveAsync(Examples.Video(2), Token);
            await new SqliteSegmentIndex(other).StoreAsync(Examples.Video(2), 0, Examples.Segments(2, 4), Token);
        }

        Assert.Equal(6, (await Index.FindAsync(Examples.Query(1), Token)).Count);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}
