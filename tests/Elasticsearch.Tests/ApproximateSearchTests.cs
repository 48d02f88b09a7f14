using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Elasticsearch.Tests;

/// <summary>Candidates of the approximate search, scored exactly.</summary>
public abstract class ApproximateSearchTests(ElasticsearchServer server)
{
    private const int Width = 64;
    private const int Videos = 10;
    private const int SegmentsPerVideo = 50;
    private const int Best = 10;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Int8Hnsw", "int8_hnsw", 1)]
    [InlineData("Int8Hnsw", "int8_hnsw", 2)]
    [InlineData("BbqHnsw", "bbq_hnsw", 1)]
    public async Task FindAsync_AboveTheExactBound_FindsWhatScoringAllWouldFind(string layout, string type, int shards)
    {
        var bodies = new List<string>();
        await using var front = new BusyFront(server.Address, (path, body) =>
        {
            if (path.EndsWith("/_search", StringComparison.Ordinal))
                bodies.Add(body);
            return null;
        });
        await using var archive = new TestArchive(front.Address, ("ExactUpTo", "0"), ("CandidatesPerMatch", "25"), ("VectorLayout", layout), ("Shards", $"{shards}"));
        var stored = new List<(Video Video, EmbeddedSegment Segment)>();
        for (var number = 1; number <= Videos; number++)
        {
            var video = Examples.Video(number) with { Collection = number % 2 == 0 ? "news" : "sport" };
            var segments = Examples.Segments(number, SegmentsPerVideo, Width);
            await archive.Catalogue.SaveAsync(video, Token);
            await archive.Index.StoreAsync(video, 0, segments, Token);
            stored.AddRange(segments.Select(segment => (video, segment)));
        }

        foreach (var filter in new[] { VideoFilter.None, VideoFilter.None with { Collection = "news" } })
        {
            var query = Query(3, filter);
            var expected = stored.Where(pair => filter.Includes(pair.Video)).OrderByDescending(pair => Examples.Expected(pair.Segment, query).Score).Take(Best);

            Assert.Equal(expected.Select(pair => pair.Segment.Segment), (await archive.Index.FindAsync(query, Token)).Select(match => match.Segment));
            Assert.Contains("\"knn\"", bodies[^1], StringComparison.Ordinal);
        }

        var index = Assert.Single((await archive.AskAsync(HttpMethod.Get, $"/{archive.Prefix}-segments-*", null, Token)).AsObject()).Value!;
        Assert.Equal(type, (string?)index["mappings"]!["properties"]!["embedding"]!["index_options"]!["type"]);
        Assert.Equal($"{shards}", (string?)index["settings"]!["index"]!["number_of_shards"]);
    }

    private static SegmentQuery Query(int seed, VideoFilter filter)
    {
        var random = new Random(seed);
        var vector = Enumerable.Range(0, Width).Select(_ => (random.NextSingle() * 2) - 1).ToArray();
        var norm = MathF.Sqrt(vector.Sum(x => x * x));
        return Examples.Query(seed, Best) with { Vector = [.. vector.Select(x => x / norm)], Filter = filter };
    }

    public sealed class OnNewest(NewestElasticsearch server) : ApproximateSearchTests(server);

    public sealed class OnOldest(OldestElasticsearch server) : ApproximateSearchTests(server);
}
