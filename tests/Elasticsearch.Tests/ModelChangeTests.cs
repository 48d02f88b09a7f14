using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Elasticsearch.Tests;

/// <summary>An archive is embedded by a second model while the first is searched.</summary>
public sealed class ModelChangeTests(NewestElasticsearch server)
{
    private const int Videos = 6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StoreAsync_SecondModelWhileTheFirstIsSearched_DisturbsNobody()
    {
        await using var archive = new TestArchive(server);
        await FillAsync(archive, Examples.Model, segments: 4);
        var before = await FindAsync(archive, Examples.Model);
        using var filled = new CancellationTokenSource();
        var searching = SearchUntilAsync(archive, before, filled.Token);

        await FillAsync(archive, Examples.OtherModel, segments: 5);
        await filled.CancelAsync();
        await searching;

        Assert.Equal(Videos * 5, (await FindAsync(archive, Examples.OtherModel)).Count);

        // Nobody goes back: the first model's index is dropped, and the second's stays.
        _ = await archive.AskAsync(HttpMethod.Delete, $"/{archive.Prefix}-segments-{Examples.Model[..16]}-000001", null, Token);
        Assert.Equal(Videos * 5, (await FindAsync(archive, Examples.OtherModel)).Count);
        Assert.Equal([Examples.OtherModel], (await archive.Index.ListModelsAsync(Token)).Select(model => model.Fingerprint));
    }

    private static async Task SearchUntilAsync(TestArchive archive, IReadOnlyList<(Segment, float)> expected, CancellationToken filled)
    {
        do
        {
            Assert.Equal(expected, await FindAsync(archive, Examples.Model));
        }
        while (!filled.IsCancellationRequested);
    }

    private static async Task FillAsync(TestArchive archive, string model, int segments)
    {
        for (var number = 1; number <= Videos; number++)
        {
            var video = Examples.Video(number, model);
            await archive.Catalogue.SaveAsync(video, Token);
            await archive.Index.StoreAsync(video, 0, Examples.Segments(number, segments), Token);
        }
    }

    private static async Task<IReadOnlyList<(Segment Segment, float Score)>> FindAsync(TestArchive archive, string model) =>
        [.. (await archive.Index.FindAsync(Examples.Query(1, model: model), Token)).Select(match => (match.Segment, (float)match.Score))];
}
