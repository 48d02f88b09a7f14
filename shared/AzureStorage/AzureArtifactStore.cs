using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.AzureStorage;

/// <summary>Artifacts as the blobs <c>artifacts/HASH/NAME</c>. They are small: one is written and read in one piece.</summary>
internal sealed class AzureArtifactStore(BlobContainer container) : IArtifactStore
{
    private const int DeletionsAtOnce = 8;

    /// <inheritdoc/>
    public async Task PutAsync(VideoId id, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var blob = await BlobOfAsync(id, ArtifactNames.Check(name), cancellationToken).ConfigureAwait(false);
        _ = await BlobFailure.GuardAsync(() => blob.UploadAsync(BinaryData.FromBytes(content), overwrite: true, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(VideoId id, string name, CancellationToken cancellationToken)
    {
        var blob = await BlobOfAsync(id, ArtifactNames.Check(name), cancellationToken).ConfigureAwait(false);
        try
        {
            var content = await BlobFailure.GuardAsync(() => blob.DownloadContentAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            return content.Value.Content.ToStream();
        }
        catch (RequestFailedException missing) when (BlobFailure.IsMissing(missing))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The service lists names in the order of their characters, which are ASCII.</remarks>
    public async Task<IReadOnlyList<string>> ListAsync(VideoId id, string prefix, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var folder = FolderOf(id);
        return [.. (await NamesAsync(folder + prefix, cancellationToken).ConfigureAwait(false)).Select(name => name[folder.Length..])];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VideoId>> ListVideosAsync(CancellationToken cancellationToken)
    {
        var client = await container.OpenAsync(cancellationToken).ConfigureAwait(false);
        var folders = await BlobFailure.GuardAsync(
            async () => await client
                .GetBlobsByHierarchyAsync(new GetBlobsByHierarchyOptions { Prefix = BlobContainer.Artifacts, Delimiter = "/" }, cancellationToken)
                .Where(item => item.IsPrefix)
                .ToListAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return [.. folders.Select(folder => VideoId.Parse(folder.Prefix[BlobContainer.Artifacts.Length..^1]))];
    }

    /// <inheritdoc/>
    public Task<int> DeleteAsync(VideoId id, string prefix, CancellationToken cancellationToken) =>
        DeleteAllAsync(FolderOf(id) + ArtifactNames.CheckPart(prefix) + '/', cancellationToken);

    /// <inheritdoc/>
    public Task<int> DeleteAsync(VideoId id, CancellationToken cancellationToken) => DeleteAllAsync(FolderOf(id), cancellationToken);

    private static string FolderOf(VideoId id) => $"{BlobContainer.Artifacts}{id.Value}/";

    private async Task<int> DeleteAllAsync(string prefix, CancellationToken cancellationToken)
    {
        var client = await container.OpenAsync(cancellationToken).ConfigureAwait(false);
        var deleted = 0;
        await Parallel.ForEachAsync(
            await NamesAsync(prefix, cancellationToken).ConfigureAwait(false),
            new ParallelOptions { MaxDegreeOfParallelism = DeletionsAtOnce, CancellationToken = cancellationToken },
            async (name, token) =>
            {
                if (await BlobFailure.GuardAsync(async () => (await client.DeleteBlobIfExistsAsync(name, cancellationToken: token).ConfigureAwait(false)).Value, token).ConfigureAwait(false))
                    _ = Interlocked.Increment(ref deleted);
            }).ConfigureAwait(false);
        return deleted;
    }

    private async Task<List<string>> NamesAsync(string prefix, CancellationToken cancellationToken)
    {
        var client = await container.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await BlobFailure.GuardAsync(
            async () => await client
                .GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken)
                .Select(blob => blob.Name)
                .ToListAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<BlobClient> BlobOfAsync(VideoId id, string name, CancellationToken cancellationToken) =>
        (await container.OpenAsync(cancellationToken).ConfigureAwait(false)).GetBlobClient(FolderOf(id) + name);
}
