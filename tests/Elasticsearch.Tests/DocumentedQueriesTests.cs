using System.Text.Json;
using System.Text.Json.Nodes;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Elasticsearch.Tests;

/// <summary>Runs the queries of <c>infra/docs/elasticsearch.md</c> as they stand there.</summary>
public abstract class DocumentedQueriesTests(ElasticsearchServer server)
{
    private static readonly SegmentQuery Query = Examples.Query(7, count: 10) with { Filter = new VideoFilter { Collection = "news" } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_EveryQuery_AnswersWhatItsHeadingSays()
    {
        await using var archive = new TestArchive(server);
        await FillAsync(archive);
        var expected = (await archive.Index.FindAsync(Query, Token)).Select(match => (match.Segment.VideoId.Value, match.Segment.Start.TotalMilliseconds)).ToList();

        var answers = await RunAsync(archive);

        Assert.Equal(["1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9.", "10.", "10.", "10."], answers.Select(answer => answer.Heading.Split(' ')[0]));
        Assert.Equal([("default", 5), ("news", 9)], answers[0].Json["aggregations"]!["day"]!["buckets"]!.AsArray()
            .SelectMany(day => day!["collection"]!["buckets"]!.AsArray()).Select(bucket => ((string)bucket!["key"]!, (int)bucket["doc_count"]!)).Order());
        Assert.All(answers[1..3], answer => Assert.Equal(expected.Order(), Places(answer.Json).Order()));
        Assert.Equal(expected, Places(answers[2].Json));
        Assert.Equal(10, Places(answers[3].Json).Count);
        Assert.Equal(["video 3"], Sources(answers[4].Json).Select(source => (string)source["title"]!));
        Assert.Equal(["It is empty."], Keys(answers[5].Json, "reason"));
        Assert.Equal(Enumerable.Range(0, 4), Sources(answers[6].Json).Select(source => (int)source["segment"]!));
        Assert.Equal(["default", "news"], Keys(answers[7].Json, "collection").Order());
        Assert.Equal([Examples.Model, Examples.OtherModel], Keys(answers[8].Json, "model"));
        Assert.Equal(12, Sources(answers[10].Json).Count());
        Assert.All(Sources(answers[10].Json), source => Assert.Equal(2 * 4 * Examples.Width, Convert.FromBase64String((string)source["vectors"]!).Length));
    }

    private static async Task FillAsync(TestArchive archive)
    {
        await StoreAsync(archive, Examples.Video(1) with { Collection = "news", State = VideoState.Searchable }, 4);
        await StoreAsync(archive, Examples.Video(2) with { Collection = "news", State = VideoState.Searchable }, 5);
        await StoreAsync(archive, Examples.Video(3) with { State = VideoState.Embedding, ChunksTotal = 2 }, 3);
        await StoreAsync(archive, Examples.Video(4) with { State = VideoState.Rejected, Reason = "It is empty." }, 0);
        await StoreAsync(archive, Examples.Video(5, Examples.OtherModel) with { State = VideoState.Searchable }, 2);
    }

    private static async Task StoreAsync(TestArchive archive, Video video, int segments)
    {
        await archive.Catalogue.SaveAsync(video, Token);
        await archive.Index.StoreAsync(video, 0, Examples.Segments(Convert.ToInt32(video.Id.Value[^4..], 16), segments), Token);
        _ = await archive.Catalogue.ListAsync(Token);
    }

    private static async Task<List<(string Heading, JsonNode Json)>> RunAsync(TestArchive archive)
    {
        var answers = new List<(string, JsonNode)>();
        var point = "";
        foreach (var (heading, request) in ConsoleBlocks())
        {
            var filled = request
                .Replace("/mote-", $"/{archive.Prefix}-", StringComparison.Ordinal)
                .Replace("QUERY_VECTOR", JsonSerializer.Serialize(Query.Vector), StringComparison.Ordinal)
                .Replace("QUERY_CLASSES", JsonSerializer.Serialize(Query.ClassSimilarities), StringComparison.Ordinal)
                .Replace("\"SCORE_SCRIPT\"", JsonSerializer.Serialize(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "infra", "elasticsearch", "score.painless"), Token)), StringComparison.Ordinal)
                .Replace("VIDEO_ID", Examples.Id(1).Value, StringComparison.Ordinal)
                .Replace("PIT_ID", point, StringComparison.Ordinal);
            var line = filled.Split('\n')[0].Split(' ');
            var body = filled[filled.Split('\n')[0].Length..].Trim();
            var answer = await archive.AskAsync(new HttpMethod(line[0]), line[1], body.Length == 0 ? null : body, Token);
            point = (string?)answer["id"] ?? (string?)answer["pit_id"] ?? point;
            answers.Add((heading, answer));
        }

        return answers;
    }

    private static IEnumerable<(string Heading, string Request)> ConsoleBlocks()
    {
        var heading = "";
        List<string>? block = null;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "infra", "docs", "elasticsearch.md")))
        {
            if (line.StartsWith("### ", StringComparison.Ordinal))
                heading = line[4..];
            if (block is not null && line == "```")
            {
                yield return (heading, string.Join('\n', block));
                block = null;
            }

            block?.Add(line);
            if (line == "```console")
                block = [];
        }
    }

    private static IEnumerable<JsonNode> Sources(JsonNode answer) => answer["hits"]!["hits"]!.AsArray().Select(hit => hit!["_source"]!);

    private static List<(string, double)> Places(JsonNode answer) => [.. Sources(answer).Select(source => ((string)source["video_id"]!, (double)source["start_ms"]!))];

    private static List<string> Keys(JsonNode answer, string aggregation) => [.. answer["aggregations"]![aggregation]!["buckets"]!.AsArray().Select(bucket => (string)bucket!["key"]!)];

    public sealed class OnNewest(NewestElasticsearch server) : DocumentedQueriesTests(server);

    public sealed class OnOldest(OldestElasticsearch server) : DocumentedQueriesTests(server);
}
