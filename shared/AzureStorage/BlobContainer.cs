using Azure.Storage.Blobs;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.AzureStorage;

/// <summary>The container that everything is in, and the names in it.</summary>
/// <remarks>
/// <c>videos/HASH</c>, <c>artifacts/HASH/NAME</c>, <c>uploads/ID</c>, and under <c>incoming/</c> what is on its way to a name of its own.
/// </remarks>
/// <param name="client">The container, which need not be there yet.</param>
internal sealed class BlobContainer(BlobContainerClient client) : IDisposable
{
    /// <summary>What the names of videos begin with.</summary>
    public const string Videos = "videos/";

    /// <summary>What the names of artifacts begin with.</summary>
    public const string Artifacts = "artifacts/";

    /// <summary>What the names of uploads begin with.</summary>
    public const string Uploads = "uploads/";

    /// <summary>What the names of blobs begin with whose hash is not known yet.</summary>
    public const string Incoming = "incoming/";

    private readonly SemaphoreSlim _making = new(1, 1);
    private volatile bool _isThere;

    /// <summary>The container, made if it is missing.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer, or refuses.</exception>
    public async Task<BlobContainerClient> OpenAsync(CancellationToken cancellationToken)
    {
        if (_isThere)
            return client;
        await _making.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isThere)
                await BlobFailure.GuardAsync(() => MakeAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            _isThere = true;
            return client;
        }
        finally
        {
            _ = _making.Release();
        }
    }

    /// <summary>Asks for the container.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer, or refuses.</exception>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        BlobFailure.GuardAsync(() => client.GetPropertiesAsync(cancellationToken: cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _making.Dispose();

    // An identity may have rights in a container and none to make it.
    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        if (!await client.ExistsAsync(cancellationToken).ConfigureAwait(false))
            _ = await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
