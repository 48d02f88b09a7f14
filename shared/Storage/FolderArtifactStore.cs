using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Storage;

/// <summary>Artifacts in a data folder: the files <c>artifacts/ab/abcd…/NAME</c>.</summary>
public sealed class FolderArtifactStore : IArtifactStore
{
    private readonly FolderLayout _layout;
    private readonly DurableFolder _folder;

    /// <summary>Opens the store; folders are made when something is written.</summary>
    /// <param name="layout">The data folder.</param>
    public FolderArtifactStore(FolderLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        _layout = layout;
        _folder = new DurableFolder(layout, layout.Artifacts);
    }

    /// <inheritdoc/>
    public async Task PutAsync(VideoId id, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var destination = PathOf(id, name);
        using var place = _folder.Begin();
        var file = place.File("artifact");
        await DurableFolder.WriteAsync(file, content, cancellationToken).ConfigureAwait(false);
        _folder.PutFile(file, destination);
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(VideoId id, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(id, name), new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            }));
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(VideoId id, string prefix, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        cancellationToken.ThrowIfCancellationRequested();
        var folder = _layout.ArtifactsOf(id);
        try
        {
            return Task.FromResult<IReadOnlyList<string>>(
            [
                .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'))
                    .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
            ]);
        }
        catch (DirectoryNotFoundException)
        {
            return Task.FromResult<IReadOnlyList<string>>([]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<VideoId>> ListVideosAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<VideoId>>(Directory.Exists(_layout.Artifacts)
            ? [.. Directory.EnumerateDirectories(_layout.Artifacts).SelectMany(Directory.EnumerateDirectories).Select(folder => VideoId.Parse(Path.GetFileName(folder))).OrderBy(id => id.Value, StringComparer.Ordinal)]
            : []);
    }

    /// <inheritdoc/>
    public Task<int> DeleteAsync(VideoId id, string prefix, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_folder.Delete(PathOf(id, ArtifactNames.CheckPart(prefix))) ?? 0);
    }

    /// <inheritdoc/>
    public Task<int> DeleteAsync(VideoId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_folder.Delete(_layout.ArtifactsOf(id)) ?? 0);
    }

    private string PathOf(VideoId id, string name) => Path.Combine(_layout.ArtifactsOf(id), ArtifactNames.Check(name));
}
