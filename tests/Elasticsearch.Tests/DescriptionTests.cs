using System.Text.Json.Nodes;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Elasticsearch.Tests;

/// <summary>What segments say of their video follows the catalogue, whoever else is writing.</summary>
public abstract class DescriptionTests(ElasticsearchServer server)
{
    private static readonly string[] Vectors = ["embedding", "spatial", "temporal"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SaveAsync_SegmentsChangedMeanwhile_DescribesThemAgain()
    {
        var updates = 0;
        await using var front = new BusyFront(server.Address, (path, _) =>
            path.EndsWith("/_update_by_query", StringComparison.Ordinal) && updates++ == 0 ? (200, """{"updated":1,"version_conflicts":2}""") : null);
        await using var archive = new TestArchive(front.Address);
        await StoreAsync(archive);

        await archive.Catalogue.SaveAsync(Examples.Video(1) with { Title = "harbour" }, Token);

        Assert.Equal(2, updates);
        Assert.Equal(["harbour"], await TitlesAsync(archive));
    }

    [Fact]
    public async Task UpdateAsync_ManyAtOnce_SegmentsSayWhatTheCatalogueSays()
    {
        await using var archive = new TestArchive(server);
        await StoreAsync(archive);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
            archive.Catalogue.UpdateAsync(Examples.Id(1), Examples.Model, video => video with { Title = $"title {number}" }, Token))));

        Assert.Equal([(await archive.Catalogue.FindAsync(Examples.Id(1), Examples.Model, Token))!.Title], await TitlesAsync(archive));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1000")]
    public async Task SaveAsync_DescriptionChanged_VectorsStay(string exactUpTo)
    {
        await using var archive = new TestArchive(server, ("ExactUpTo", exactUpTo), ("CandidatesPerMatch", "2"));
        await StoreAsync(archive);
        var (matches, vectors) = (await archive.Index.FindAsync(Examples.Query(1), Token), await VectorsAsync(archive));

        await archive.Catalogue.SaveAsync(Examples.Video(1) with { Title = "harbour" }, Token);

        Assert.Equal(["harbour"], await TitlesAsync(archive));
        Assert.Equivalent(matches, await archive.Index.FindAsync(Examples.Query(1), Token), strict: true);
        Assert.All(vectors.Zip(await VectorsAsync(archive)), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public async Task StoreAsync_Document_KeepsVectorsAsBytesAlone()
    {
        await using var archive = new TestArchive(server);
        await StoreAsync(archive);

        var answer = await archive.AskAsync(HttpMethod.Post, $"/{archive.Prefix}-segments/_search", """{"size":1}""", Token);

        Assert.Equal(["vectors"], answer["hits"]!["hits"]![0]!["_source"]!.AsObject().Select(field => field.Key).Intersect(Vectors.Append("vectors")));
        Assert.Equal(20 * Vectors.Length * Examples.Width, (await VectorsAsync(archive)).Count);
    }

    private static async Task StoreAsync(TestArchive archive)
    {
        await archive.Catalogue.SaveAsync(Examples.Video(1), Token);
        await archive.Index.StoreAsync(Examples.Video(1), 0, Examples.Segments(1, 20), Token);
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(TestArchive archive)
    {
        var answer = await archive.AskAsync(HttpMethod.Post, $"/{archive.Prefix}-segments/_search", """{"size":100}""", Token);
        return [.. answer["hits"]!["hits"]!.AsArray().Select(hit => (string)hit!["_source"]!["title"]!).Distinct()];
    }

    // All three of every segment, one after the other.
    private static async Task<IReadOnlyList<float>> VectorsAsync(TestArchive archive)
    {
        var scripts = new JsonObject(Vectors.Select(field => KeyValuePair.Create(field, (JsonNode?)new JsonObject { ["script"] = $"doc['{field}'].vectorValue" })));
        var body = new JsonObject { ["size"] = 100, ["_source"] = false, ["script_fields"] = scripts, ["sort"] = new JsonArray("segment") };
        var answer = await archive.AskAsync(HttpMethod.Post, $"/{archive.Prefix}-segments/_search", body.ToJsonString(), Token);
        return [.. answer["hits"]!["hits"]!.AsArray().SelectMany(hit => Vectors.SelectMany(field => hit!["fields"]![field]![0]!.AsArray().Select(number => (float)number!)))];
    }

    public sealed class OnNewest(NewestElasticsearch server) : DescriptionTests(server);

    public sealed class OnOldest(OldestElasticsearch server) : DescriptionTests(server);
}
