using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Elasticsearch;

namespace MoTE.Indexing.Benchmarks;

/// <summary>Measures segments in Elasticsearch: storing, scoring all, scoring candidates there, and fetching candidates to score them here.</summary>
/// <remarks>Segments lie around a few hundred directions, and queries near one of them, as words lie near the scenes that they describe.</remarks>
internal static class ElasticsearchProgram
{
    private const string Model = "5eed5eed5eed5eed";
    private const int ChunksPerStore = 30;
    private const int Directions = 300;
    private const int Queries = 12;
    private const int MostCandidates = 10_000;
    private static readonly int[] Counts = [100, 1000];

    // Candidates for each segment that is asked for; the search takes 10,000 at most.
    private static readonly int[] Multiples = [1, 2, 4, 10, 20, 40, 100];

    /// <summary>Measures an index of each size, as it was stored and merged into one.</summary>
    /// <param name="address">A node that is used for nothing else.</param>
    /// <param name="fetches">Whether candidates are also fetched and scored here.</param>
    /// <param name="sizes">Segments.</param>
    public static async Task RunAsync(Uri address, bool fetches, IReadOnlyList<int> sizes)
    {
        foreach (var size in sizes)
        {
            var prefix = $"bench{size}";
            using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
            try
            {
                await MeasureAsync(address, http, prefix, size, fetches);
            }
            finally
            {
                foreach (var index in (await http.GetFromJsonAsync<JsonElement>($"/{prefix}-*")).EnumerateObject())
                {
                    (await http.DeleteAsync(new Uri($"/{index.Name}", UriKind.Relative))).Dispose();
                }
            }
        }
    }

    private static async Task MeasureAsync(Uri address, HttpClient http, string prefix, int size, bool fetches)
    {
        await using var exact = Services(address, prefix, exactUpTo: 10_000_000, candidates: 1);
        var index = exact.GetRequiredService<ISegmentIndex>();
        var storing = new Latencies();
        var stored = 0;
        var started = TimeProvider.System.GetTimestamp();
        for (var chunk = 0; stored < size; chunk += ChunksPerStore)
        {
            var video = RandomSegments.Video(chunk) with { ModelFingerprint = Model };
            var segments = Enumerable.Range(chunk, ChunksPerStore).SelectMany(RandomSegments.Chunk).Select(Placed).ToArray();
            stored += await storing.MeasureAsync(async () =>
            {
                await index.StoreAsync(video, 0, segments, CancellationToken.None);
                return segments.Length;
            });
        }

        Print($"{stored} segments: stored {stored / TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} a second, {RandomSegments.SegmentsPerChunk * ChunksPerStore} at once in {storing} ms");
        await PrintSizesAsync(http, prefix, stored, "as they were stored");
        await SearchAsync(address, http, prefix, index, fetches);
        var merging = TimeProvider.System.GetTimestamp();
        (await http.PostAsync(new Uri($"/{prefix}-segments/_forcemerge?max_num_segments=1", UriKind.Relative), content: null)).EnsureSuccessStatusCode().Dispose();
        Print($"  merged in {TimeProvider.System.GetElapsedTime(merging).TotalSeconds:0} s");
        await PrintSizesAsync(http, prefix, stored, "merged into one");
        await SearchAsync(address, http, prefix, index, fetches);
    }

    private static async Task SearchAsync(Uri address, HttpClient http, string prefix, ISegmentIndex index, bool fetches)
    {
        foreach (var count in Counts)
        {
            var queries = Enumerable.Range(0, Queries).Select(seed => Query(seed, count)).ToList();
            var (truth, all) = await FindAsync(index, queries);
            Print($"  best {count}, all scored there: {all} ms");
            foreach (var candidates in Multiples.Where(multiple => multiple * count <= MostCandidates))
            {
                await using var nearest = Services(address, prefix, exactUpTo: 0, candidates);
                var (found, took) = await FindAsync(nearest.GetRequiredService<ISegmentIndex>(), queries);
                Print($"  best {count}, {candidates * count} candidates scored there: {took} ms, recall {Recall(truth, found):0.0000}");
                if (!fetches)
                    continue;
                var (fetched, fetching) = await FetchAsync(http, prefix, queries, candidates * count);
                Print($"    fetched and scored here: {fetching} ms, {fetched / 1e6:0.0} MB");
            }
        }

        Print($"  {await NodeMemory.ReadAsync(http)}");
    }

    /// <summary>The disk that the index takes, and the memory beside the heap that the approximate search reads.</summary>
    private static async Task PrintSizesAsync(HttpClient http, string prefix, int stored, string state)
    {
        var stats = (await http.GetFromJsonAsync<JsonElement>($"/{prefix}-segments/_stats/store,segments,dense_vector")).GetProperty("_all").GetProperty("primaries");
        var disk = stats.GetProperty("store").GetProperty("size_in_bytes").GetInt64();
        var parts = stats.GetProperty("segments").GetProperty("count").GetInt32();
        Print($"  {state}: {disk / stored} bytes on disk for a segment, in {parts} parts; dense_vector: {stats.GetProperty("dense_vector").GetRawText()}");
    }

    private static async Task<(List<IReadOnlyList<SegmentMatch>> Found, Latencies Took)> FindAsync(ISegmentIndex index, List<SegmentQuery> queries)
    {
        _ = await index.FindAsync(queries[0], CancellationToken.None);
        var (found, took) = (new List<IReadOnlyList<SegmentMatch>>(), new Latencies());
        foreach (var query in queries)
        {
            found.Add(await took.MeasureAsync(() => index.FindAsync(query, CancellationToken.None)));
        }

        return (found, took);
    }

    /// <summary>What it would take to bring the candidates here: the search, the transfer, and two dot products each.</summary>
    private static async Task<(long Bytes, Latencies Took)> FetchAsync(HttpClient http, string prefix, List<SegmentQuery> queries, int candidates)
    {
        var took = new Latencies();
        var bytes = 0L;
        foreach (var query in queries)
        {
            var body = new
            {
                size = candidates,
                track_total_hits = false,
                _source = new[] { "vectors", "nearest_classes", "archive_logits", "archive_similarities", "video_id", "segment", "start_ms", "end_ms", "first_frame", "last_frame" },
                query = new { knn = new { field = "embedding", query_vector = query.Vector, k = candidates, num_candidates = candidates } },
            };
            bytes = await took.MeasureAsync(async () =>
            {
                using var response = await http.PostAsJsonAsync($"/{prefix}-segments/_search", body);
                var answer = await response.Content.ReadAsByteArrayAsync();
                using var json = JsonDocument.Parse(answer);
                var best = json.RootElement.GetProperty("hits").GetProperty("hits").EnumerateArray().Max(hit => Score(hit.GetProperty("_source"), query));
                return float.IsFinite(best) ? answer.LongLength : throw new InvalidDataException("A score is not finite.");
            });
        }

        return (bytes, took);
    }

    private static float Score(JsonElement source, SegmentQuery query)
    {
        var vectors = MemoryMarshal.Cast<byte, float>(source.GetProperty("vectors").GetBytesFromBase64());
        var view = new ViewEmbedding(vectors[..query.Vector.Length].ToArray(), vectors[query.Vector.Length..].ToArray(), []);
        return System.Numerics.Tensors.TensorPrimitives.Dot<float>(view.Spatial, query.Vector) / view.NormAt(0);
    }

    private static double Recall(List<IReadOnlyList<SegmentMatch>> truth, List<IReadOnlyList<SegmentMatch>> found) =>
        truth.Zip(found, (best, some) => (double)best.Select(match => match.Segment).Intersect(some.Select(match => match.Segment)).Count() / best.Count).Average();

    private static EmbeddedSegment Placed(EmbeddedSegment segment)
    {
        var direction = Direction((int.Parse(segment.Segment.VideoId.Value[^6..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) * 45) + (segment.Segment.Number / 8));
        return segment with { View = new ViewEmbedding([.. segment.View.Spatial.Zip(direction, (a, b) => a + b)], segment.View.Temporal, segment.View.NearestClasses) };
    }

    private static SegmentQuery Query(int seed, int count)
    {
        var query = RandomSegments.Query(seed, count);
        var noise = RandomSegments.Query(seed + 1000).Vector;
        var sum = Direction(seed).Zip(noise, (a, b) => a + (20 * b)).ToArray();
        var norm = MathF.Sqrt(sum.Sum(x => x * x));
        return query with { ModelFingerprint = Model, Vector = [.. sum.Select(x => x / norm)] };
    }

    private static float[] Direction(int number) => [.. RandomSegments.Query(100_000 + (number % Directions)).Vector.Select(x => x * 15)];

    private static ServiceProvider Services(Uri address, string prefix, int exactUpTo, int candidates)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Elasticsearch:Addresses:0"] = address.ToString(),
            ["Elasticsearch:IndexPrefix"] = prefix,
            ["Elasticsearch:Replicas"] = "0",
            ["Elasticsearch:RequestTimeout"] = "00:05:00",
            ["Elasticsearch:ExactUpTo"] = exactUpTo.ToString(CultureInfo.InvariantCulture),
            ["Elasticsearch:CandidatesPerMatch"] = candidates.ToString(CultureInfo.InvariantCulture),
        };
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddElasticsearch()
            .BuildServiceProvider();
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
