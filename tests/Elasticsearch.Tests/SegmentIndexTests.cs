using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Elasticsearch.Tests;

public abstract class SegmentIndexTests(ElasticsearchServer server, params (string Name, string Value)[] options) : SegmentIndexContract, IAsyncLifetime
{
    private TestArchive? _archive;

    protected override IVideoCatalogue Catalogue => Archive.Catalogue;

    protected override ISegmentIndex Index => Archive.Index;

    private TestArchive Archive => _archive!;

    public ValueTask InitializeAsync()
    {
        _archive = new TestArchive(server, options);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_archive is not null)
            await _archive.DisposeAsync();
    }

    public sealed class OnNewest(NewestElasticsearch server) : SegmentIndexTests(server);

    public sealed class OnOldest(OldestElasticsearch server) : SegmentIndexTests(server);

    /// <summary>Several shards, and the approximate search wherever it can be had.</summary>
    public sealed class Approximate(NewestElasticsearch server) : SegmentIndexTests(server, ("ExactUpTo", "0"), ("CandidatesPerMatch", "100"), ("Shards", "2"));
}
