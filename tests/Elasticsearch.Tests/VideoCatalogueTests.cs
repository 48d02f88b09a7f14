using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Elasticsearch.Tests;

public abstract class VideoCatalogueTests(ElasticsearchServer server) : VideoCatalogueContract, IAsyncLifetime
{
    private TestArchive? _archive;

    protected override IVideoCatalogue Catalogue => Archive.Catalogue;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TestArchive Archive => _archive!;

    public ValueTask InitializeAsync()
    {
        _archive = new TestArchive(server);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_archive is not null)
            await _archive.DisposeAsync();
    }

    [Fact]
    public async Task SaveAsync_CatalogueDropped_SaysSoUntilItIsThereAgain()
    {
        await Catalogue.SaveAsync(Examples.Video(1), Token);
        _ = await Archive.AskAsync(HttpMethod.Delete, $"/{Archive.Prefix}-catalogue-000001", null, Token);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => Catalogue.SaveAsync(Examples.Video(2), Token));

        Assert.Contains("mote-indexing rebuild", error.Message, StringComparison.Ordinal);
        await using var another = TestArchive.Services(server.Address, Archive.Prefix);
        await TestArchive.Get<IVideoCatalogue>(another).SaveAsync(Examples.Video(1), Token);
        await Catalogue.SaveAsync(Examples.Video(2), Token);
        Assert.Equal(2, (await Catalogue.ListAsync(Token)).Count);
    }

    public sealed class OnNewest(NewestElasticsearch server) : VideoCatalogueTests(server);

    public sealed class OnOldest(OldestElasticsearch server) : VideoCatalogueTests(server);
}
