using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.AzureStorage;

/// <summary>Uploads as the blobs <c>uploads/ID</c>, which grow by committed blocks.</summary>
/// <remarks>Whoever changes an upload names the version that it has seen, so that of two processes one is told that the other was first.</remarks>
internal sealed class AzureUploadStore(BlobContainer container) : IUploadStore
{
    private const long LargestBytes = (long)BlockList.BlocksMost * UploadPiece.BlockBytes;
    private readonly ConcurrentDictionary<Guid, bool> _busy = new();

    /// <inheritdoc/>
    public async Task CreateAsync(Upload upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentOutOfRangeException.ThrowIfNegative(upload.LengthBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(upload.OffsetBytes, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(upload.Metadata.Length, Upload.LongestMetadata);
        if (upload.LengthBytes > LargestBytes)
            throw new UserErrorException($"The blob store has no room for an upload of this size: at most {LargestBytes} bytes.");
        var record = new UploadRecord(upload.LengthBytes, upload.Name, upload.Metadata, upload.ExpiresAt, TakenAs: null);
        _ = await PutEmptyAsync(await BlobOfAsync(upload.Id, cancellationToken).ConfigureAwait(false), record, new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Upload?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await LookAsync(await BlobOfAsync(id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false) is { } properties
            ? Describe(id, UploadRecord.Read(properties.Metadata), properties.ContentLength)
            : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Upload>> ListAsync(CancellationToken cancellationToken)
    {
        var client = await container.OpenAsync(cancellationToken).ConfigureAwait(false);
        var blobs = await BlobFailure.GuardAsync(
            async () => await client
                .GetBlobsAsync(new GetBlobsOptions { Prefix = BlobContainer.Uploads, Traits = BlobTraits.Metadata }, cancellationToken)
                .ToListAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return [.. blobs.Select(Describe).OfType<Upload>().OrderBy(upload => upload.Id)];
    }

    /// <inheritdoc/>
    public async Task<UploadOutcome> AppendAsync(Guid id, long offset, Stream content, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (!_busy.TryAdd(id, true))
            return UploadOutcome.Busy;
        try
        {
            var blob = await BlobOfAsync(id, cancellationToken).ConfigureAwait(false);
            if (await LookAsync(blob, cancellationToken).ConfigureAwait(false) is not { } seen)
                return UploadOutcome.Unknown;
            var record = UploadRecord.Read(seen.Metadata);
            if (Describe(id, record, seen.ContentLength).OffsetBytes != offset)
                return UploadOutcome.WrongOffset;
            if (record.TakenAs is not null)
                return UploadOutcome.Done;
            var piece = await UploadPiece.BeginAsync(blob, record with { ExpiresAt = expiresAt }, seen, cancellationToken).ConfigureAwait(false);
            return await piece.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException changed) when (BlobFailure.IsConflict(changed) || BlobFailure.IsMissing(changed))
        {
            return UploadOutcome.Busy;
        }
        finally
        {
            _ = _busy.TryRemove(id, out _);
        }
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is not { IsFinished: true, IsTaken: false } upload)
            throw new UserErrorException("The upload is not there, or not finished: upload the file again.");
        var blob = await BlobOfAsync(upload.Id, cancellationToken).ConfigureAwait(false);
        return new GuardedStream(await BlobFailure.GuardAsync(() => blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellationToken), cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<bool> MarkTakenAsync(Guid id, VideoId video, CancellationToken cancellationToken)
    {
        var blob = await BlobOfAsync(id, cancellationToken).ConfigureAwait(false);
        if (await LookAsync(blob, cancellationToken).ConfigureAwait(false) is not { } seen)
            return false;
        var record = UploadRecord.Read(seen.Metadata);
        if (!Describe(id, record, seen.ContentLength).IsFinished)
            return false;
        if (record.TakenAs is null)
            _ = await PutEmptyAsync(blob, record with { TakenAs = video }, conditions: null, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public async Task<UploadOutcome> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!_busy.TryAdd(id, true))
            return UploadOutcome.Busy;
        try
        {
            var blob = await BlobOfAsync(id, cancellationToken).ConfigureAwait(false);
            return await BlobFailure.GuardAsync(async () => (await blob.DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value, cancellationToken).ConfigureAwait(false)
                ? UploadOutcome.Done
                : UploadOutcome.Unknown;
        }
        finally
        {
            _ = _busy.TryRemove(id, out _);
        }
    }

    private static Upload? Describe(BlobItem blob) => Guid.TryParseExact(blob.Name[BlobContainer.Uploads.Length..], "D", out var id)
        ? Describe(id, UploadRecord.Read(blob.Metadata), blob.Properties.ContentLength ?? 0)
        : null;

    private static Upload Describe(Guid id, UploadRecord record, long lengthOfBlob) => new()
    {
        Id = id,
        LengthBytes = record.LengthBytes,
        OffsetBytes = record.TakenAs is not null ? record.LengthBytes : lengthOfBlob,
        Name = record.Name,
        Metadata = record.Metadata,
        ExpiresAt = record.ExpiresAt,
        TakenAs = record.TakenAs,
    };

    // One write drops the bytes and notes that they are taken.
    private static Task<Response<BlobContentInfo>> PutEmptyAsync(BlockBlobClient blob, UploadRecord record, BlobRequestConditions? conditions, CancellationToken cancellationToken) => BlobFailure.GuardAsync(
        () => blob.UploadAsync(Stream.Null, new BlobUploadOptions { Metadata = record.Write(), Conditions = conditions }, cancellationToken), cancellationToken);

    private static async Task<BlobProperties?> LookAsync(BlockBlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return await BlobFailure.GuardAsync(async () => (await blob.GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException missing) when (BlobFailure.IsMissing(missing))
        {
            return null;
        }
    }

    private async Task<BlockBlobClient> BlobOfAsync(Guid id, CancellationToken cancellationToken) =>
        (await container.OpenAsync(cancellationToken).ConfigureAwait(false)).GetBlockBlobClient($"{BlobContainer.Uploads}{id:D}");
}
