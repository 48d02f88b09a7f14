using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.AzureStorage;

/// <summary>A piece of an upload on its way into the upload's blob.</summary>
internal sealed class UploadPiece
{
    /// <summary>Most bytes of a block, of which one is in memory.</summary>
    public const int BlockBytes = 2 << 20;

    // So much may be lost with a killed process; a client that asks is told where to go on.
    private const int BlocksPerCommit = 32;

    private readonly BlockList _blocks;
    private readonly int _blocksBefore;
    private readonly UploadRecord _record;
    private readonly byte[] _block = new byte[BlockBytes];
    private long _room;
    private int _filled;
    private int _staged;
    private ETag _version;

    private UploadPiece(BlockList blocks, UploadRecord record, BlobProperties seen)
    {
        (_blocks, _blocksBefore, _record) = (blocks, blocks.Count, record);
        (_room, _version) = (record.LengthBytes - seen.ContentLength, seen.ETag);
    }

    /// <summary>Prepares to add to a blob.</summary>
    /// <param name="blob">The upload's blob.</param>
    /// <param name="record">What is noted on it from now on.</param>
    /// <param name="seen">The version that is added to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<UploadPiece> BeginAsync(BlockBlobClient blob, UploadRecord record, BlobProperties seen, CancellationToken cancellationToken)
    {
        var there = await BlobFailure.GuardAsync(() => blob.GetBlockListAsync(BlockListTypes.Committed, cancellationToken: cancellationToken), cancellationToken).ConfigureAwait(false);
        return new UploadPiece(new BlockList(blob, there.Value.CommittedBlocks.Select(block => block.Name)), record, seen);
    }

    /// <summary>Adds what a stream holds; what came before it broke is kept.</summary>
    /// <exception cref="RequestFailedException">Somebody else has changed the upload (<see cref="BlobFailure.IsConflict"/>).</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be written. Failures to read the stream come through as they are.</exception>
    public async Task<UploadOutcome> WriteAsync(Stream content, CancellationToken cancellationToken)
    {
        try
        {
            for (int count; (count = await content.ReadAsync(_block.AsMemory(_filled), cancellationToken).ConfigureAwait(false)) > 0;)
            {
                _filled += count;
                if (_filled > _room)
                    return await TakeBackAsync().ConfigureAwait(false);
                if (_filled == BlockBytes)
                    await StageAsync().ConfigureAwait(false);
                if (_staged == BlocksPerCommit)
                    await CommitAsync().ConfigureAwait(false);
            }
        }
        catch (Exception broken) when (broken is not (StoreUnavailableException or RequestFailedException))
        {
            await KeepAsync().ConfigureAwait(false);
            throw;
        }

        await KeepAsync().ConfigureAwait(false);
        return UploadOutcome.Done;
    }

    // What has come is written, whether or not the client has gone meanwhile; the client's bounds on attempts and time hold.
    private async Task KeepAsync()
    {
        if (_filled > 0)
            await StageAsync().ConfigureAwait(false);
        await CommitAsync().ConfigureAwait(false);
    }

    private async Task StageAsync()
    {
        if (_blocks.Count == BlockList.BlocksMost)
            throw new UserErrorException($"The upload came in too many small pieces: upload the file again in pieces of at least {BlockBytes} bytes.");
        await _blocks.StageAsync(_block.AsMemory(0, _filled), CancellationToken.None).ConfigureAwait(false);
        (_room, _filled, _staged) = (_room - _filled, 0, _staged + 1);
    }

    private async Task CommitAsync()
    {
        _version = await _blocks.CommitAsync(_record.Write(), new BlobRequestConditions { IfMatch = _version }, CancellationToken.None).ConfigureAwait(false);
        _staged = 0;
    }

    private async Task<UploadOutcome> TakeBackAsync()
    {
        _blocks.Shorten(_blocksBefore);
        await CommitAsync().ConfigureAwait(false);
        return UploadOutcome.TooLong;
    }
}
