using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.AzureStorage;

/// <summary>A blob written block by block: nobody sees a block before the list that names it is committed, and a list can be committed again, longer or shorter.</summary>
/// <param name="blob">The blob.</param>
/// <param name="committed">Names of the blocks that it has.</param>
internal sealed class BlockList(BlockBlobClient blob, IEnumerable<string> committed)
{
    /// <summary>Most blocks of a blob.</summary>
    public const int BlocksMost = 50_000;

    private readonly List<string> _names = [.. committed];

    /// <summary>How many blocks there are.</summary>
    public int Count => _names.Count;

    /// <summary>Adds a block, which is not seen yet.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be written.</exception>
    public async Task StageAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        // A name that nobody has used: of two processes that write one blob, neither can exchange the other's blocks.
        var name = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
        await BlobFailure.GuardAsync(
            () => blob.StageBlockAsync(name, BinaryData.FromBytes(block).ToStream(), cancellationToken: cancellationToken), cancellationToken).ConfigureAwait(false);
        _names.Add(name);
    }

    /// <summary>Forgets the blocks after the first so many; they are dropped with the next commit.</summary>
    public void Shorten(int count) => _names.RemoveRange(count, _names.Count - count);

    /// <summary>Makes the blocks the blob's content.</summary>
    /// <returns>The blob's new version.</returns>
    /// <exception cref="RequestFailedException">The condition does not hold (<see cref="BlobFailure.IsConflict"/>).</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be written.</exception>
    public async Task<ETag> CommitAsync(IDictionary<string, string> metadata, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        var options = new CommitBlockListOptions { Metadata = metadata, Conditions = conditions };
        var written = await BlobFailure.GuardAsync(() => blob.CommitBlockListAsync(_names, options, cancellationToken), cancellationToken).ConfigureAwait(false);
        return written.Value.ETag;
    }
}
