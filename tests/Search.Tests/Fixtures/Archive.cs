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
