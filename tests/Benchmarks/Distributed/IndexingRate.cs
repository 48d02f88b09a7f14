using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Soak.Load;
using MoTE.Indexing.Soak.Services;

namespace MoTE.Indexing.Benchmarks.Distributed;

/// <summary>Segments a second through the Indexing service against bare bulk requests with the same documents, into indices of the same mapping.</summary>
/// <param name="deployment">Holds the video.</param>
/// <param name="fingerprint">Of its model.</param>
/// <param name="video">The video.</param>
internal sealed class IndexingRate(Deployment deployment, string fingerprint, VideoId video)
{
    private const int Rounds = 20;
    private const int MostDocuments = 10_000;

    // Elasticsearch 9 leaves them out of the source.
    private static readonly string[] VectorFields = ["embedding", "spatial", "temporal"];

    /// <summary>Measures, and prints a table in Markdown.</summary>
    /// <param name="events">Hears of the video each time that a chunk of it was indexed.</param>
    public async Task PrintAsync(IndexedEvents events)
    {
        using var http = new HttpClient { BaseAddress = deployment.Backend.Index.Address };
        var answer = await PostAsync(http, $"/{deployment.Name}-segments/_search", new { size = MostDocuments, query = new { term = new { video_id = video.Value } }, fields = VectorFields });
        var hits = answer.GetProperty("hits").GetProperty("hits").EnumerateArray().ToList();
        var chunks = hits.Select(hit => hit.GetProperty("_source").GetProperty("chunk").GetInt32()).Distinct().Order().ToList();

        var service = await ServiceAsync(events, chunks);
        var byChunk = await BareAsync(http, hits[0].GetProperty("_index").GetString()!, [.. hits.GroupBy(hit => hit.GetProperty("_source").GetProperty("chunk").GetInt32()).Select(Lines)]);
        var atOnce = await BareAsync(http, hits[0].GetProperty("_index").GetString()!, [Lines(hits)]);

        DistributedProgram.Print($"{hits.Count} segments in {chunks.Count} chunks, {Rounds} times");
        DistributedProgram.Print($"");
        DistributedProgram.Print($"| | Segments a second |");
        DistributedProgram.Print($"|---|---|");
        DistributedProgram.Print($"| Indexing service: artifact, segments, catalogue, events | {Rate(hits.Count, service):0} |");
        DistributedProgram.Print($"| Bare bulk, a request for each chunk, seen at once | {Rate(hits.Count, byChunk):0} |");
        DistributedProgram.Print($"| Bare bulk, a request for all chunks, seen at once | {Rate(hits.Count, atOnce):0} |");
    }

    private static double Rate(int segments, TimeSpan took) => Rounds * segments / took.TotalSeconds;

    private static string Lines(IEnumerable<JsonElement> hits)
    {
        var text = new StringBuilder();
        foreach (var hit in hits)
        {
            var document = hit.GetProperty("_source").EnumerateObject().ToDictionary(field => field.Name, field => field.Value);
            foreach (var field in hit.GetProperty("fields").EnumerateObject())
            {
                document[field.Name] = field.Value;
            }

            var action = new { index = new { _id = hit.GetProperty("_id").GetString(), routing = hit.TryGetProperty("_routing", out var routing) ? routing.GetString() : null } };
            _ = text.Append(JsonSerializer.Serialize(action)).Append('\n').Append(JsonSerializer.Serialize(document)).Append('\n');
        }

        return text.ToString();
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body)
    {
        using var answer = (await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body)).EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    // Handling a chunk again replaces its segments by the same ones.
    private async Task<TimeSpan> ServiceAsync(IndexedEvents events, List<int> chunks)
    {
        await using var publisher = new BrokerPublisher(deployment.VirtualHost.Address);
        var began = Stopwatch.GetTimestamp();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var chunk in chunks)
            {
                var envelope = new
                {
                    messageId = Guid.NewGuid(),
                    messageType = new[] { "urn:message:MoTE.Indexing.Contracts:ChunkEmbedded" },
                    message = new { videoId = video.Value, modelFingerprint = fingerprint, chunk, chunkCount = chunks.Count, artifact = ArtifactNames.Chunk(fingerprint, chunk), times = new { } },
                };
                await publisher.PublishAsync("mote.chunk-embedded", "application/vnd.masstransit+json", JsonSerializer.SerializeToUtf8Bytes(envelope), CancellationToken.None);
            }
        }

        await events.WaitAsync(Rounds * chunks.Count, CancellationToken.None);
        return Stopwatch.GetElapsedTime(began);
    }

    private async Task<TimeSpan> BareAsync(HttpClient http, string like, IReadOnlyList<string> requests)
    {
        var index = $"{deployment.Name}-bare-{Guid.NewGuid():n}";
        var mappings = (await http.GetFromJsonAsync<JsonElement>(new Uri($"/{like}/_mapping", UriKind.Relative))).GetProperty(like).GetProperty("mappings");
        var settings = new { number_of_shards = 1, number_of_replicas = 0, refresh_interval = "-1" };
        using var made = (await http.PutAsJsonAsync(new Uri($"/{index}", UriKind.Relative), new { settings, mappings })).EnsureSuccessStatusCode();
        var began = Stopwatch.GetTimestamp();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var request in requests)
            {
                using var content = new StringContent(request, Encoding.UTF8, "application/x-ndjson");
                using var answer = await http.PostAsync(new Uri($"/{index}/_bulk?refresh=true", UriKind.Relative), content);
                var outcome = await answer.Content.ReadFromJsonAsync<JsonElement>();
                if (!outcome.TryGetProperty("errors", out var errors) || errors.GetBoolean())
                    throw new InvalidOperationException($"Documents were refused: {outcome}");
            }
        }

        return Stopwatch.GetElapsedTime(began);
    }
}
