using Azure;
using Azure.Storage;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.AzureStorage;

/// <summary>Videos as the blobs <c>videos/HASH</c>; FFmpeg reads copies of them in a folder of this machine.</summary>
/// <remarks>Bytes come in under a name of their own and are copied, within the account, to the name that is their hash, unless it is taken: by the same bytes.</remarks>
internal sealed class AzureVideoStore(BlobContainer container, VideoCache cache, IOptions<AzureStorageOptions> options, TimeProvider clock, ILogger<AzureVideoStore> log) : IVideoStore
{
    private const int CopiesMost = 3;
    private const int RangeBytes = 4 << 20;
    private const string NameKey = "name";
    private static readonly StorageTransferOptions Ranges = new() { InitialTransferSize = RangeBytes, MaximumTransferSize = RangeBytes, MaximumConcurrency = 4 };
    private static readonly TimeSpan CopyLook = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public Task<StoredVideo> AddAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(name);
        return AddAsync(content, name, _ => { }, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>The file is hashed first, so that one whose bytes are stored already is not sent.</remarks>
    public async Task<StoredVideo> AddFileAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var original = Originals.Look(Path.GetFullPath(path));
        var id = await Originals.HashAsync(original, cancellationToken).ConfigureAwait(false);
        if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } stored)
            return stored;
        var file = Originals.Open(original);
        await using (file.ConfigureAwait(false))
        {
            return await AddAsync(file, original.Path, sent => Originals.CheckSame(original, sent == id), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<StoredVideo?> FindAsync(VideoId id, CancellationToken cancellationToken) =>
        await LookAsync(await BlobOfAsync(id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false) is { } properties && IsWhole(properties)
            ? Describe(id, properties)
            : null;

    /// <inheritdoc/>
    public async Task<ILocalVideo> OpenAsync(VideoId id, CancellationToken cancellationToken)
    {
        var stored = await FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NotThere();
        return await cache.OpenAsync(stored, DownloadAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenReadAsync(VideoId id, CancellationToken cancellationToken)
    {
        var stored = await FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NotThere();
        var blob = await BlobOfAsync(stored.Id, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(() => blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = RangeBytes }, cancellationToken), cancellationToken).ConfigureAwait(false) is { } bytes
            ? new GuardedStream(bytes)
            : throw NotThere();
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(VideoId id, CancellationToken cancellationToken)
    {
        var blob = await BlobOfAsync(id, cancellationToken).ConfigureAwait(false);
        var wasThere = await BlobFailure.GuardAsync(async () => (await blob.DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value, cancellationToken).ConfigureAwait(false);
        cache.Forget(id);
        return wasThere;
    }

    /// <summary>Copies a blob to its video's place, within the account, unless the video is there.</summary>
    /// <param name="source">A whole blob.</param>
    /// <param name="version">The version of it that was hashed.</param>
    /// <param name="id">The hash of its bytes.</param>
    /// <param name="name">A file name for people.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RequestFailedException">It has changed since (<see cref="BlobErrorCode.SourceConditionNotMet"/>).</exception>
    internal Task<StoredVideo> TakeBlobAsync(BlobBaseClient source, ETag version, VideoId id, string name, CancellationToken cancellationToken) =>
        PublishAsync(source, version, id, MetadataOf(name), cancellationToken);

    private static Dictionary<string, string> MetadataOf(string name) => new() { [NameKey] = BlobText.Encode(VideoFileName.Of(name)) };

    private static UserErrorException NotThere() => new("The video is not in the store any more: add it again.");

    private static StoredVideo Describe(VideoId id, BlobProperties properties) =>
        new(id, VideoFileName.Of(BlobText.Decode(properties.Metadata, NameKey) ?? ""), properties.ContentLength);

    // A copy within an account is made at once, but nobody promises it.
    private static bool IsWhole(BlobProperties properties) => properties.CopyId is null || properties.BlobCopyStatus == CopyStatus.Success;

    private static Task<BlobProperties?> LookAsync(BlobBaseClient blob, CancellationToken cancellationToken) =>
        ReadAsync(async () => (await blob.GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value, cancellationToken);

    private static async Task<T?> ReadAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await BlobFailure.GuardAsync(ask, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException missing) when (BlobFailure.IsMissing(missing))
        {
            return null;
        }
    }

    private async Task<StoredVideo> AddAsync(Stream content, string name, Action<VideoId> check, CancellationToken cancellationToken)
    {
        var metadata = MetadataOf(name);
        var incoming = new IncomingBlob(await container.OpenAsync(cancellationToken).ConfigureAwait(false), log);
        await using (incoming.ConfigureAwait(false))
        {
            var id = await incoming.WriteAsync(content, metadata, cancellationToken).ConfigureAwait(false);
            check(id);
            return await PublishAsync(incoming.Blob, version: null, id, metadata, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<StoredVideo> PublishAsync(BlobBaseClient source, ETag? version, VideoId id, IDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var video = await BlobOfAsync(id, cancellationToken).ConfigureAwait(false);
        for (var (copies, began) = (0, clock.GetTimestamp()); ;)
        {
            var there = await LookAsync(video, cancellationToken).ConfigureAwait(false);
            if (there is not null && IsWhole(there))
                return Describe(id, there);
            if (there?.BlobCopyStatus == CopyStatus.Pending)
                await WaitAsync(began, cancellationToken).ConfigureAwait(false);
            else if (copies++ < CopiesMost)
                await CopyAsync(source, version, video, there?.ETag, metadata, cancellationToken).ConfigureAwait(false);
            else
                throw new StoreUnavailableException("The blob store did not copy a video to its place, although it was asked several times: look into its log for the reason.");
        }
    }

    private Task WaitAsync(long began, CancellationToken cancellationToken) => clock.GetElapsedTime(began) < options.Value.CopyWait
        ? Task.Delay(CopyLook, clock, cancellationToken)
        : throw new StoreUnavailableException("The blob store has not finished copying a video to its place for a long time: try again later.");

    // In place of a copy that failed, or of nothing.
    private static async Task CopyAsync(
        BlobBaseClient source, ETag? version, BlobBaseClient video, ETag? failed, IDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var options = new BlobCopyFromUriOptions
        {
            Metadata = metadata,
            SourceConditions = new BlobRequestConditions { IfMatch = version },
            DestinationConditions = failed is { } there ? new BlobRequestConditions { IfMatch = there } : new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            _ = await BlobFailure.GuardAsync(() => video.StartCopyFromUriAsync(source.Uri, options, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException conflict) when (BlobFailure.IsConflict(conflict) && conflict.ErrorCode != BlobErrorCode.SourceConditionNotMet)
        {
            // Somebody else was first; what became of it is seen when the video is looked at again.
        }
    }

    private async Task DownloadAsync(StoredVideo video, Stream destination, CancellationToken cancellationToken)
    {
        var blob = await BlobOfAsync(video.Id, cancellationToken).ConfigureAwait(false);
        if (await ReadAsync(() => blob.DownloadToAsync(destination, new BlobDownloadToOptions { TransferOptions = Ranges }, cancellationToken), cancellationToken).ConfigureAwait(false) is null)
            throw NotThere();
    }

    private async Task<BlobBaseClient> BlobOfAsync(VideoId id, CancellationToken cancellationToken) =>
        (await container.OpenAsync(cancellationToken).ConfigureAwait(false)).GetBlobBaseClient(BlobContainer.Videos + id.Value);
}
