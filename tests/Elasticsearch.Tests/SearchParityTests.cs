using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Search;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Elasticsearch.Tests;

/// <summary>A search answers from Elasticsearch what it answers from the embedded index: the same segments with the same relevance.</summary>
public abstract class SearchParityTests(ElasticsearchServer server, params (string Name, string Value)[] options)
{
    private const int Videos = 12;
    private const int SegmentsPerVideo = 9;
    private const float Noise = 0.12f;

    // Both sum the same products, in another order.
    private const float Tolerance = 2e-4f;

    private static readonly ModelBundle Demo = ModelBundle.Open(Path.Combine(BundleLocator.RepositoryFolder(AppContext.BaseDirectory)!, "demo"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_SameSegmentsInBothIndexes_SameAnswersWithTheSameRelevance(bool isCalibrated)
    {
        using var folder = new TemporaryFolder();
        var bundle = isCalibrated ? Demo : Uncalibrated(folder.File("demo"));
        using var store = SqliteStore.OpenOrCreate(folder.File("data"));
        await using var archive = new TestArchive(server, options);
        var (catalogue, index) = (new SqliteVideoCatalogue(store), new SqliteSegmentIndex(store));
        for (var number = 1; number <= Videos; number++)
        {
            var video = Examples.Video(number) with { ModelFingerprint = bundle.Fingerprint, ModelName = bundle.Name, State = VideoState.Searchable };
            var segments = Segments(number, bundle);
            await catalogue.SaveAsync(video, Token);
            await index.StoreAsync(video, 0, segments, Token);
            await archive.Catalogue.SaveAsync(video, Token);
            await archive.Index.StoreAsync(video, 0, segments, Token);
        }

        using var embedded = new VideoSearch(bundle, index, catalogue);
        using var clustered = new VideoSearch(bundle, archive.Index, archive.Catalogue);
        var seen = new List<float>();
        foreach (var (text, not) in new[] { ("moving right", ""), ("a person sitting down", ""), ("a red circle", ""), ("moving up", "growing"), ("a football match", "") })
        {
            var request = new SearchRequest(text) { MinRelevance = 0, Limit = 100, Not = not.Length == 0 ? [] : [not] };
            var (expected, found) = (await embedded.RunAsync(request, Token), await clustered.RunAsync(request, Token));
            Assert.Equal(expected.Hits.Select(hit => (hit.VideoId, hit.BestSegment)), found.Hits.Select(hit => (hit.VideoId, hit.BestSegment)));
            Assert.All(expected.Hits.Zip(found.Hits), pair => Assert.Equal(pair.First.Relevance, pair.Second.Relevance, Tolerance));
            seen.AddRange(expected.Hits.Select(hit => hit.Relevance));
        }

        // Otherwise this would compare nothing with nothing.
        Assert.Contains(seen, relevance => relevance < 0.1);
        if (isCalibrated)
            Assert.Contains(seen, relevance => relevance is > 0.1f and < 0.9f);
        Assert.Contains(seen, relevance => relevance > 0.9);
    }

    // Around the fine-tuning classes, so that relevance takes every value.
    private static EmbeddedSegment[] Segments(int number, ModelBundle bundle)
    {
        var (classes, vocabulary, random) = (bundle.ReadClassFeatures(), bundle.OpenArchiveVocabulary(), new Random(number));
        return [.. Examples.Segments(number, SegmentsPerVideo, bundle.Manifest.EmbeddingWidth).Select(segment =>
        {
            var shown = classes[random.Next(classes.Count)];
            float[] Near() => [.. shown.Select(value => value + (Noise * ((2 * random.NextSingle()) - 1)))];
            var spatial = Near();
            var nearest = Enumerable.Range(0, classes.Count).OrderByDescending(row => classes[row].Zip(spatial, (a, b) => a * b).Sum()).Take(5);
            var view = new ViewEmbedding(spatial, Near(), [.. nearest]);
            return segment with { View = view, Fit = vocabulary.Fit(view) };
        })];
    }

    private static ModelBundle Uncalibrated(string folder)
    {
        _ = Directory.CreateDirectory(folder);
        foreach (var name in Demo.Manifest.Files.Keys.Where(name => name != BundleFile.Relevance))
            File.Copy(Path.Combine(Demo.Folder, name), Path.Combine(folder, name));
        var files = Demo.Manifest.Files.Where(file => file.Key != BundleFile.Relevance).ToDictionary(StringComparer.Ordinal);
        ModelManifestFile.Write(Path.Combine(folder, BundleFile.Manifest), Demo.Manifest with { Files = files });
        return ModelBundle.Open(folder);
    }

    public sealed class OnNewest(NewestElasticsearch server) : SearchParityTests(server);

    public sealed class OnOldest(OldestElasticsearch server) : SearchParityTests(server);

    /// <summary>Above the bound up to which all are scored, with enough candidates.</summary>
    public sealed class Approximate(NewestElasticsearch server) : SearchParityTests(server, ("ExactUpTo", "0"), ("CandidatesPerMatch", "10"));
}
