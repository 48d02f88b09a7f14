using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.AzureStorage;

/// <summary>A blob for bytes whose hash is known only when all have come; dropped when it is disposed.</summary>
internal sealed class IncomingBlob : IAsyncDisposable
{
    private const int BlockBytes = 8 << 20;
    private readonly BlockBlobClient _blob;
    private readonly BlockList _blocks;
    private readonly ILogger _log;
    private bool _isCommitted;

    /// <summary>Chooses a name; nothing is sent yet.</summary>
    public IncomingBlob(BlobContainerClient container, ILogger log)
    {
        _blob = container.GetBlockBlobClient($"{BlobContainer.Incoming}{Guid.CreateVersion7():n}");
        _blocks = new BlockList(_blob, []);
        _log = log;
    }

    /// <summary>The blob, to be copied from once it is written.</summary>
    public BlobBaseClient Blob => _blob;

    /// <summary>Writes a stream, and hashes it on the way; a block is sent while the next is read.</summary>
    /// <returns>SHA-256 as the identity of a video.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be written. Failures to read the stream come through as they are.</exception>
    public async Task<VideoId> WriteAsync(Stream content, IDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (reading, sending) = (new byte[BlockBytes], new byte[BlockBytes]);
        var sent = Task.CompletedTask;
        try
        {
            for (int count; (count = await content.ReadAtLeastAsync(reading, BlockBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                hash.AppendData(reading, 0, count);
                await sent.ConfigureAwait(false);
                (reading, sending) = (sending, reading);
                sent = _blocks.StageAsync(sending.AsMemory(0, count), cancellationToken);
            }
        }
        finally
        {
            await sent.ConfigureAwait(false);
        }

        _ = await _blocks.CommitAsync(metadata, conditions: null, cancellationToken).ConfigureAwait(false);
        _isCommitted = true;
        return VideoId.Parse(Convert.ToHexString(hash.GetHashAndReset()));
    }

    /// <inheritdoc/>
    /// <remarks>What cannot be dropped now is logged, and removed by a later round of <see cref="AzureStorageKeeper"/>.</remarks>
    public async ValueTask DisposeAsync()
    {
        if (!_isCommitted && _blocks.Count == 0)
            return;
        try
        {
            await BlobFailure.GuardAsync(DropAsync, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreUnavailableException failure)
        {
            AzureStorageLog.NotDropped(_log, failure, _blob.Name);
        }
    }

    private async Task DropAsync()
    {
        // Blocks that were never committed stay for a week unless something takes the blob's place.
        if (!_isCommitted)
            _ = await _blob.UploadAsync(Stream.Null).ConfigureAwait(false);
        _ = await _blob.DeleteIfExistsAsync().ConfigureAwait(false);
    }
}
