using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.Storage;

namespace MoTE.Indexing.Cli.Hosting;

/// <summary>A data folder that this process writes into; no other process does meanwhile.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly DataFolderLock _lock;

    private DataFolder(FolderLayout layout, SqliteStore store, DataFolderLock held)
    {
        (Layout, Store, _lock) = (layout, store, held);
        Catalogue = new SqliteVideoCatalogue(store);
        Index = new SqliteSegmentIndex(store);
        var videos = new FolderVideoStore(layout);
        Videos = videos;
        Artifacts = new FolderArtifactStore(layout);
        Uploads = new FolderUploadStore(layout, videos);
        Requests = new FolderPendingRequests(layout);
    }

    public FolderLayout Layout { get; }

    public SqliteStore Store { get; }

    public IVideoCatalogue Catalogue { get; }

    public ISegmentIndex Index { get; }

    public IVideoStore Videos { get; }

    public IArtifactStore Artifacts { get; }

    public IUploadStore Uploads { get; }

    public IPendingRequests Requests { get; }

    /// <summary>Opens a data folder and makes it where it is missing.</summary>
    /// <exception cref="UserErrorException">Another process writes into it, or it cannot be written.</exception>
    public static Task<DataFolder> OpenOrCreateAsync(string path, TimeProvider clock, CancellationToken cancellationToken) =>
        OpenAsync(path, SqliteStore.OpenOrCreate, clock, cancellationToken);

    /// <summary>Opens a data folder that has an index.</summary>
    /// <exception cref="UserErrorException">It has none, another process writes into it, or it cannot be written.</exception>
    public static Task<DataFolder> OpenExistingAsync(string path, TimeProvider clock, CancellationToken cancellationToken) =>
        OpenAsync(path, SqliteStore.OpenExisting, clock, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        Store.Dispose();
        _lock.Dispose();
    }

    private static async Task<DataFolder> OpenAsync(string path, Func<string, SqliteStore> open, TimeProvider clock, CancellationToken cancellationToken)
    {
        var store = open(path);
        try
        {
            var layout = new FolderLayout(Path.GetFullPath(path));
            var held = await DataFolderLock.AcquireAsync(path, clock, cancellationToken);
            try
            {
                layout.ClearTemporary();
                return new DataFolder(layout, store, held);
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }
}
