using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Elasticsearch.Tests;

/// <summary>What becomes of a chunk when the node has no room for it.</summary>
public sealed class BusyNodeTests(NewestElasticsearch server)
{
    private const string TurnedAway = """{"error":{"type":"es_rejected_execution_exception","reason":"queue full"},"status":429}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task StoreAsync_TurnedAwayTwice_TriesAgain(int status)
    {
        var refusals = 2;
        await using var front = new BusyFront(server.Address, (path, _) => path == "/_bulk" && refusals-- > 0 ? (status, TurnedAway) : null);
        await using var archive = new TestArchive(front.Address);
        await archive.Catalogue.SaveAsync(Examples.Video(1), Token);

        await archive.Index.StoreAsync(Examples.Video(1), 0, Examples.Segments(1, 3), Token);

        Assert.Equal(3, (await archive.Index.FindAsync(Examples.Query(1), Token)).Count);
    }

    [Fact]
    public async Task StoreAsync_TurnedAwayForEver_IsSaidInASentence()
    {
        await using var front = new BusyFront(server.Address, (path, _) => path == "/_bulk" ? (429, TurnedAway) : null);
        await using var archive = new TestArchive(front.Address, ("Retries", "1"));
        await archive.Catalogue.SaveAsync(Examples.Video(1), Token);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => archive.Index.StoreAsync(Examples.Video(1), 0, Examples.Segments(1, 3), Token));

        Assert.Contains("overloaded", error.Message, StringComparison.Ordinal);
        Assert.Empty(await archive.Index.FindAsync(Examples.Query(1), Token));
    }

    [Fact]
    public async Task StoreAsync_OneDocumentTurnedAway_SendsThatOneAgain()
    {
        var bulks = new List<string>();
        await using var front = new BusyFront(server.Address, (path, body) =>
        {
            if (path != "/_bulk")
                return null;
            bulks.Add(body);
            return bulks.Count > 1 ? null : (200, """{"errors":true,"items":[{"index":{"status":201}},{"index":""" + TurnedAway + """},{"index":{"status":201}}]}""");
        });
        await using var archive = new TestArchive(front.Address);
        await archive.Catalogue.SaveAsync(Examples.Video(1), Token);

        await archive.Index.StoreAsync(Examples.Video(1), 0, Examples.Segments(1, 3), Token);

        Assert.Equal(2, bulks.Count);
        Assert.Equal(2, bulks[1].TrimEnd().Split('\n').Length);
        Assert.Equal(1, Assert.Single(await archive.Index.FindAsync(Examples.Query(1), Token)).Segment.Number);
    }

    [Fact]
    public async Task FindAsync_NobodyListens_IsSaidInASentence()
    {
        var services = TestArchive.Services(new Uri($"http://127.0.0.1:{FreePort.Next()}"), "nobody", ("Retries", "0"));
        await using (services)
        {
            var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => TestArchive.Get<ISegmentIndex>(services).FindAsync(Examples.Query(1), Token));

            Assert.Contains("cannot be reached", error.Message, StringComparison.Ordinal);
        }
    }
}
