using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Elasticsearch.Tests;

public abstract class RebuildRecordTests(ElasticsearchServer server) : RebuildRecordContract, IAsyncLifetime
{
    private TestArchive? _archive;

    protected override IRebuildRecord Record => _archive!.Service<IRebuildRecord>();

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

    public sealed class OnNewest(NewestElasticsearch server) : RebuildRecordTests(server);

    public sealed class OnOldest(OldestElasticsearch server) : RebuildRecordTests(server);
}
