using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Search.Tests.Fixtures;

/// <summary>A search with the demo model over an index of random segments.</summary>
internal sealed class Archive : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;

    public Archive()
    {
        _store = SqliteStore.OpenOrCreate(_folder.File("data"));
        (Catalogue, Index) = (new SqliteVideoCatalogue(_store), new SqliteSegmentIndex(_store));
        Search = new VideoSearch(Bundle, Index, Catalogue);
    }

    public static ModelBundle Bundle => Site.Bundle;

    public IVideoCatalogue Catalogue { get; }

    public ISegmentIndex Index { get; }

    public VideoSearch Search { get; }

    /// <summary>Puts searchable videos with random segments into the index.</summary>
    public async Task AddAsync(int first, int count, int segments = 4)
    {
        for (var number = first; number < first + count; number++)
        {
            var video = Examples.Video(number) with { ModelFingerprint = Bundle.Fingerprint, ModelName = Bundle.Name, State = VideoState.Searchable };
            await Catalogue.SaveAsync(video, TestContext.Current.CancellationToken);
            await Index.StoreAsync(video, 0, Examples.Segments(number, segments, Bundle.Manifest.EmbeddingWidth), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Puts a video into the index all of whose segments score alike for a text.</summary>
    /// <param name="number">The video.</param>
    /// <param name="segments">Its segments.</param>
    /// <param name="text">The text.</param>
    /// <param name="cosine">Their spatial vectors' cosine with it.</param>
    public async Task AddAsync(int number, int segments, string text, float cosine)
    {
        using var encoder = new QueryEncoder(Bundle, Bundle.OpenRelevance());
        var vector = encoder.Encode(text).Vector;
        var across = vector.ToArray();   // any direction at right angles to the text's
        (across[0], across[1]) = (-vector[1], vector[0]);
        Array.Clear(across, 2, across.Length - 2);
        var norm = MathF.Sqrt(across.Sum(value => value * value));
        float[] spatial = [.. vector.Zip(across, (along, aside) => (cosine * along) + (MathF.Sqrt(1 - (cosine * cosine)) * aside / norm))];
        var video = Examples.Video(number) with { ModelFingerprint = Bundle.Fingerprint, ModelName = Bundle.Name, State = VideoState.Searchable };
        await Catalogue.SaveAsync(video, TestContext.Current.CancellationToken);
        var embedded = Examples.Segments(number, segments, Bundle.Manifest.EmbeddingWidth)
            .Select(segment => segment with { View = new ViewEmbedding(spatial, new float[spatial.Length], segment.View.NearestClasses) });
        await Index.StoreAsync(video, 0, [.. embedded], TestContext.Current.CancellationToken);
    }

    /// <summary>Searches without a least relevance, because random segments have none.</summary>
    public Task<SearchResult> FindAsync(string text, Func<SearchRequest, SearchRequest>? change = null)
    {
        var request = new SearchRequest(text) { MinRelevance = 0 };
        return Search.RunAsync(change?.Invoke(request) ?? request, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        Search.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }
}
