using System.Collections.Concurrent;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.AzureStorage;

/// <summary>Uploads as the blobs <c>uploads/ID</c>, which grow by committed blocks.</summary>
/// <remarks>Whoever changes an upload names the version that it has seen, so that of two processes one is told that the other was first.</remarks>
internal sealed class AzureUploadStore(BlobContainer container, AzureVideoStore videos) : IUploadStore
{
    private const int RangeBytes = 4 << 20;
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
        var record = new UploadRecord(upload.LengthBytes, upload.Name, upload.Metadata, upload.ExpiresAt, IsTaken: false);
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
            if (record.IsTaken)
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
    /// <remarks>The bytes are read once, for their hash, and copied within the account.</remarks>
    public async Task<StoredVideo> HandOverAsync(Guid id, CancellationToken cancellationToken)
    {
        var blob = await BlobOfAsync(id, cancellationToken).ConfigureAwait(false);
        while (await LookAsync(blob, cancellationToken).ConfigureAwait(false) is { } seen)
        {
            var record = UploadRecord.Read(seen.Metadata);
            if (record.Video is { } known && await videos.FindAsync(known, cancellationToken).ConfigureAwait(false) is { } there)
                return there;
            if (record.IsTaken || seen.ContentLength != record.LengthBytes)
                break;
            try
            {
                var hash = await HashAsync(blob, seen.ETag, cancellationToken).ConfigureAwait(false);
                var stored = await videos.TakeBlobAsync(blob, seen.ETag, hash, record.Name, cancellationToken).ConfigureAwait(false);
                await NoteAsync(blob, stored.Id, cancellationToken).ConfigureAwait(false);
                return stored;
            }
            catch (RequestFailedException changed) when (BlobFailure.IsConflict(changed) || BlobFailure.IsMissing(changed))
            {
                // Somebody else has handed it over meanwhile, or removed it: what there is now is looked at.
            }
        }

        throw NotThere();
    }

    /// <inheritdoc/>
    public async Task<bool> MarkTakenAsync(Guid id, CancellationToken cancellationToken)
    {
        var blob = await BlobOfAsync(id, cancellationToken).ConfigureAwait(false);
        if (await LookAsync(blob, cancellationToken).ConfigureAwait(false) is not { } seen)
            return false;
        var record = UploadRecord.Read(seen.Metadata);
        if (!Describe(id, record, seen.ContentLength).IsFinished)
            return false;
        if (!record.IsTaken)
            _ = await PutEmptyAsync(blob, record with { IsTaken = true }, conditions: null, cancellationToken).ConfigureAwait(false);
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
        OffsetBytes = record.IsTaken ? record.LengthBytes : lengthOfBlob,
        Name = record.Name,
        Metadata = record.Metadata,
        ExpiresAt = record.ExpiresAt,
        IsTaken = record.IsTaken,
        Video = record.Video,
    };

    private static UserErrorException NotThere() => new("The upload is not there, or not finished: upload the file again.");

    private static async Task<VideoId> HashAsync(BlockBlobClient blob, ETag version, CancellationToken cancellationToken)
    {
        var options = new BlobOpenReadOptions(allowModifications: false) { BufferSize = RangeBytes, Conditions = new BlobRequestConditions { IfMatch = version } };
        return await BlobFailure.GuardAsync(
            async () =>
            {
                var bytes = await blob.OpenReadAsync(options, cancellationToken).ConfigureAwait(false);
                await using (bytes.ConfigureAwait(false))
                {
                    return VideoId.Parse(Convert.ToHexString(await SHA256.HashDataAsync(bytes, cancellationToken).ConfigureAwait(false)));
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    // What else is noted may change meanwhile.
    private static async Task NoteAsync(BlockBlobClient blob, VideoId video, CancellationToken cancellationToken)
    {
        while (await LookAsync(blob, cancellationToken).ConfigureAwait(false) is { } seen)
        {
            var metadata = (UploadRecord.Read(seen.Metadata) with { Video = video }).Write();
            try
            {
                _ = await BlobFailure.GuardAsync(() => blob.SetMetadataAsync(metadata, new BlobRequestConditions { IfMatch = seen.ETag }, cancellationToken), cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (RequestFailedException changed) when (BlobFailure.IsConflict(changed) || BlobFailure.IsMissing(changed))
            {
                // Somebody else was faster: what there is now is looked at.
            }
        }
    }

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
