using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Elasticsearch.Tests;

public abstract class GenerationTests(ElasticsearchServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PublishAsync_WhileOthersSearch_ChangesOverInOneStep()
    {
        await using var archive = new TestArchive(server, ("RetireAfter", "00:00:01"));
        await FillAsync(archive.Catalogue, archive.Index, videos: 4);
        using var done = new CancellationTokenSource();
        var searching = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var seen = new List<int>();
            do
            {
                seen.Add((await archive.Index.FindAsync(Examples.Query(1), Token)).Count);
            }
            while (!done.IsCancellationRequested);
            return seen;
        })).ToList();

        await using (var generation = await archive.Service<IIndexGenerations>().BeginAsync(Token))
        {
            for (var video = 1; video <= 4; video++)
            {
                await generation.StoreAsync(Examples.Video(video), 0, Examples.Segments(video, 3), Token);
            }

            await generation.PublishAsync(Token);
        }

        await done.CancelAsync();
        foreach (var seen in await Task.WhenAll(searching))
        {
            // Twenty before, twelve after, nothing between, and never back.
            Assert.Equal(20, seen[0]);
            Assert.Equal(12, seen[^1]);
            Assert.All(seen, count => Assert.Contains(count, (int[])[20, 12]));
            Assert.Equal(seen.OrderDescending(), seen);
        }

        Assert.Single((await archive.AskAsync(HttpMethod.Get, $"/{archive.Prefix}-segments-*", null, Token)).AsObject());
    }

    [Fact]
    public async Task PublishAsync_StoredAndDeletedMeanwhile_IsInTheNewIndex()
    {
        await using var archive = new TestArchive(server, ("RetireAfter", "00:00:00"));
        await FillAsync(archive.Catalogue, archive.Index, videos: 3);

        await using (var generation = await archive.Service<IIndexGenerations>().BeginAsync(Token))
        {
            await generation.StoreAsync(Examples.Video(1), 0, Examples.Segments(1, 5), Token);
            await generation.StoreAsync(Examples.Video(2), 0, Examples.Segments(2, 5), Token);
            await archive.Catalogue.SaveAsync(Examples.Video(9), Token);
            await archive.Index.StoreAsync(Examples.Video(9), 0, Examples.Segments(9, 2), Token);
            Assert.Equal(17, (await archive.Index.FindAsync(Examples.Query(1), Token)).Count);
            Assert.Equal(5, await archive.Index.DeleteAsync(Examples.Id(2), Token));
            await generation.PublishAsync(Token);
        }

        Assert.Equal([1, 9], (await archive.Index.FindAsync(Examples.Query(1), Token)).Select(match => Convert.ToInt32(match.Segment.VideoId.Value[^4..], 16)).Distinct().Order());
        Assert.Equal(7, await archive.Index.CountAsync(Examples.Model, VideoFilter.None, Token));
    }

    [Fact]
    public async Task DisposeAsync_NotPublished_LeavesAllAsItWas()
    {
        await using var archive = new TestArchive(server);
        await FillAsync(archive.Catalogue, archive.Index, videos: 2);

        await using (var generation = await archive.Service<IIndexGenerations>().BeginAsync(Token))
        {
            await generation.StoreAsync(Examples.Video(1), 0, Examples.Segments(1, 1), Token);
        }

        Assert.Equal(10, (await archive.Index.FindAsync(Examples.Query(1), Token)).Count);
        Assert.Single((await archive.AskAsync(HttpMethod.Get, $"/{archive.Prefix}-segments-*", null, Token)).AsObject());
    }

    [Fact]
    public async Task BeginAsync_AnotherWasNotFinished_TakesItsPlaceAndTheOtherPublishesNothing()
    {
        await using var archive = new TestArchive(server, ("RetireAfter", "00:00:00"));
        await FillAsync(archive.Catalogue, archive.Index, videos: 2);

        await using (var abandoned = await archive.Service<IIndexGenerations>().BeginAsync(Token))
        {
            await abandoned.StoreAsync(Examples.Video(1), 0, Examples.Segments(1, 1), Token);
            await using var generation = await archive.Service<IIndexGenerations>().BeginAsync(Token);
            await generation.StoreAsync(Examples.Video(1), 0, Examples.Segments(1, 3), Token);

            _ = await Assert.ThrowsAsync<UserErrorException>(() => abandoned.PublishAsync(Token));
            Assert.Equal(10, (await archive.Index.FindAsync(Examples.Query(1), Token)).Count);

            await generation.PublishAsync(Token);
        }

        Assert.Equal(3, (await archive.Index.FindAsync(Examples.Query(1), Token)).Count);
        Assert.Single((await archive.AskAsync(HttpMethod.Get, $"/{archive.Prefix}-segments-*", null, Token)).AsObject());
    }

    [Fact]
    public async Task PublishAsync_StoppedWhileTheOldIndexIsKept_DropsItAtOnce()
    {
        await using var archive = new TestArchive(server, ("RetireAfter", "01:00:00"));
        await FillAsync(archive.Catalogue, archive.Index, videos: 2);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await using (var generation = await archive.Service<IIndexGenerations>().BeginAsync(Token))
        {
            await generation.StoreAsync(Examples.Video(1), 0, Examples.Segments(1, 3), Token);
            var publishing = generation.PublishAsync(stop.Token);
            while ((await archive.Index.FindAsync(Examples.Query(1), Token)).Count != 3)
                await Task.Delay(50, Token);
            await stop.CancelAsync();
            await publishing;
        }

        Assert.Equal(3, (await archive.Index.FindAsync(Examples.Query(1), Token)).Count);
        Assert.Single((await archive.AskAsync(HttpMethod.Get, $"/{archive.Prefix}-segments-*", null, Token)).AsObject());
    }

    [Fact]
    public async Task BeginAsync_NothingThere_PublishesTheFirstIndex()
    {
        await using var archive = new TestArchive(server);
        await archive.Catalogue.SaveAsync(Examples.Video(1), Token);

        await using (var generation = await archive.Service<IIndexGenerations>().BeginAsync(Token))
        {
            await generation.StoreAsync(Examples.Video(1), 0, Examples.Segments(1, 4), Token);
            Assert.Empty(await archive.Index.FindAsync(Examples.Query(1), Token));
            await generation.PublishAsync(Token);
        }

        Assert.Equal(4, (await archive.Index.FindAsync(Examples.Query(1), Token)).Count);
    }

    private static async Task FillAsync(IVideoCatalogue catalogue, ISegmentIndex index, int videos)
    {
        for (var video = 1; video <= videos; video++)
        {
            await catalogue.SaveAsync(Examples.Video(video), Token);
            await index.StoreAsync(Examples.Video(video), 0, Examples.Segments(video, 5), Token);
        }
    }

    public sealed class OnNewest(NewestElasticsearch server) : GenerationTests(server);

    public sealed class OnOldest(OldestElasticsearch server) : GenerationTests(server);
}
